#pragma once

// Vectorscan as it can be relied on: its faulty search is passed by, its databases are for any
// x86-64 processor with SSE4.2 (one would otherwise be refused on processors older than the one it
// was made on), so that the build can make them.

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct hs_database;
struct hs_scratch;

namespace patdown::vectorscan {

struct DatabaseDeleter {
  void operator()(hs_database* database) const;
};
struct ScratchDeleter {
  void operator()(hs_scratch* scratch) const;
};
using Database = std::unique_ptr<hs_database, DatabaseDeleter>;
using Scratch = std::unique_ptr<hs_scratch, ScratchDeleter>;

struct Pattern {
  const char* expression = nullptr;
  unsigned id = 0;
  unsigned flags = 0;  // HS_FLAG_…
};

// Why one of the patterns was refused.
struct Refusal {
  std::size_t pattern = 0;
  std::string why;
};

// Null if one is refused.
Database compiled(std::span<const Pattern> patterns, Refusal& refusal);

std::string stored(const hs_database& database);
// Null if this processor or library refuses it.
Database loaded(std::string_view stored);

// One that serves all of them; those that are null need none. Throws Error when there is no memory.
Scratch scratch_for(std::span<const hs_database* const> databases);
inline Scratch scratch_for(std::initializer_list<const hs_database*> databases) {
  return scratch_for(std::span(databases.begin(), databases.size()));
}

using OnHit = int (*)(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                      void* context);
// At most 4 GiB of text. Throws Error if this processor cannot do it.
void scan(const hs_database* database, std::string_view text, hs_scratch* scratch, OnHit on_hit,
          void* context);

}  // namespace patdown::vectorscan
