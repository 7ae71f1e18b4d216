#pragma once

// Which objects does `git cat-file --batch` print? (git-cat-file(1), "Batch output")

#include "git/object_types.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace patdown::git_program {

// Borrows; valid during the visit.
struct Object {
  std::string_view id;
  ObjectType type = ObjectType::blob;
  std::string_view bytes;
};
using ObjectVisitor = std::function<void(const Object&)>;

// Puts the pieces of the stream together. Trees are passed over.
class ObjectStream {
 public:
  // `unreadable` gets an id and one clause.
  ObjectStream(const ObjectVisitor& visitor,
               const std::function<void(std::string_view, std::string)>& unreadable)
      : visitor_(visitor), unreadable_(unreadable) {}

  void feed(std::string_view piece);
  // Whether the stream ended between two objects.
  bool whole() const { return !object_ && line_.empty(); }

 private:
  struct Started {
    std::string id;
    ObjectType type = ObjectType::blob;
    std::size_t left = 0;  // bytes that are still to come, the line feed behind them included
    bool wanted = true;
  };

  void begin(std::string_view line);
  void end();

  const ObjectVisitor& visitor_;
  const std::function<void(std::string_view, std::string)>& unreadable_;
  std::string line_;
  std::string bytes_;
  std::optional<Started> object_;
};

}  // namespace patdown::git_program
