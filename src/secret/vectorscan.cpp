#include "secret/vectorscan.h"

#include "core/error.h"

#include <cstdlib>
#include <vector>

#include <hs/hs.h>

// Vectorscan 5.4.9 holds its code once for each generation of x86 processors and takes the newest
// that fits. The one for AVX-512 is faulty: it misses matches at some offsets in the text, four in
// ten of them for `(?i)(?:token|secret)[a-z_]{0,12}=[a-z]{8}`; the one for AVX2 finds them all.
// Weak: a library made for one kind of processor has no such name.
extern "C" [[gnu::weak]] hs_error_t avx2_hs_scan(const hs_database_t* database, const char* text,
                                                 unsigned length, unsigned flags,
                                                 hs_scratch_t* scratch, match_event_handler on_hit,
                                                 void* context);

namespace patdown::vectorscan {
namespace {

using Scan = decltype(&hs_scan);

Scan sound_scan() {
#ifdef __x86_64__
  if (avx2_hs_scan != nullptr && __builtin_cpu_supports("avx512f") != 0) return &avx2_hs_scan;
#endif
  return &hs_scan;
}

// The databases are for processors from SSE4.2 on; Vectorscan's own test lets older ones pass.
bool can_run_stored_database() {
#ifdef __x86_64__
  return __builtin_cpu_supports("sse4.2") != 0;
#else
  return false;
#endif
}

}  // namespace

void DatabaseDeleter::operator()(hs_database* database) const {
  hs_free_database(database);
}

void ScratchDeleter::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

Database compiled(std::span<const Pattern> patterns, Refusal& refusal) {
  std::vector<const char*> expressions;
  std::vector<unsigned> ids;
  std::vector<unsigned> flags;
  for (const Pattern& pattern : patterns) {
    expressions.push_back(pattern.expression);
    ids.push_back(pattern.id);
    flags.push_back(pattern.flags);
  }
  const hs_platform_info_t generic{};  // no processor feature beyond the base line
  hs_database* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(),
                       static_cast<unsigned>(expressions.size()), HS_MODE_BLOCK, &generic,
                       &database, &error) != HS_SUCCESS) {
    refusal.pattern = error->expression < 0 ? 0 : static_cast<std::size_t>(error->expression);
    refusal.why = error->message != nullptr ? error->message : "unknown error";
    hs_free_compile_error(error);
  }
  return Database(database);
}

std::string stored(const hs_database& database) {
  char* bytes = nullptr;
  std::size_t size = 0;
  if (hs_serialize_database(&database, &bytes, &size) != HS_SUCCESS) {
    throw Error("a database of Vectorscan cannot be stored");
  }
  std::string text(bytes, size);
  std::free(bytes);  // Vectorscan allocates it with malloc, for us to free
  return text;
}

Database loaded(std::string_view stored) {
  hs_database* database = nullptr;
  if (stored.empty() || !can_run_stored_database() ||
      hs_deserialize_database(stored.data(), stored.size(), &database) != HS_SUCCESS) {
    return nullptr;
  }
  return Database(database);
}

Scratch scratch_for(std::span<const hs_database* const> databases) {
  hs_scratch* scratch = nullptr;
  for (const hs_database* database : databases) {
    if (database == nullptr || hs_alloc_scratch(database, &scratch) == HS_SUCCESS) continue;
    hs_free_scratch(scratch);
    throw Error("cannot prepare the search for secrets: out of memory");
  }
  return Scratch(scratch);
}

void scan(const hs_database* database, std::string_view text, hs_scratch* scratch, OnHit on_hit,
          void* context) {
  static const Scan sound = sound_scan();
  const auto result =
      sound(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, on_hit, context);
  if (result != HS_SUCCESS && result != HS_SCAN_TERMINATED) {
    throw Error("the search for secrets failed: this processor may lack SSE4.2");
  }
}

}  // namespace patdown::vectorscan
