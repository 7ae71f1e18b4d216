#include "git/program/object_stream.h"

#include "git/object_database.h"

#include <algorithm>
#include <charconv>

namespace patdown::git_program {
namespace {

std::string_view take_word(std::string_view& rest) {
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  return word;
}

}  // namespace

void ObjectStream::feed(std::string_view piece) {
  while (!piece.empty()) {
    if (!object_) {
      const std::size_t end = std::min(piece.find('\n'), piece.size());
      line_ += piece.substr(0, end);
      piece.remove_prefix(end);
      if (piece.empty()) return;
      piece.remove_prefix(1);
      begin(line_);
      line_.clear();
      continue;
    }
    const std::string_view here = piece.substr(0, object_->left);
    if (object_->wanted) bytes_ += here;
    object_->left -= here.size();
    piece.remove_prefix(here.size());
    if (object_->left == 0) end();
  }
}

// "<id> <type> <size>", or "<id> missing".
void ObjectStream::begin(std::string_view line) {
  std::string_view rest = line;
  const std::string_view id = take_word(rest);
  const std::string_view type_name = take_word(rest);
  const std::optional<ObjectType> type = object_type_named(type_name);
  std::size_t size = 0;
  const char* const last = rest.data() + rest.size();
  if (!type || std::from_chars(rest.data(), last, size).ec != std::errc{}) {
    unreadable_(id, type_name == "missing" ? "missing from the object database"
                                           : "git does not give it away");
    return;
  }
  const bool large = size > ObjectDatabase::max_bytes;
  if (large && *type != ObjectType::tree) {
    unreadable_(id, "larger than " + std::to_string(ObjectDatabase::max_bytes >> 20U) + " MiB");
  }
  object_ = {.id = std::string(id),
             .type = *type,
             .left = size + 1,
             .wanted = !large && *type != ObjectType::tree};
}

void ObjectStream::end() {
  if (object_->wanted) {
    visitor_({.id = object_->id,
              .type = object_->type,
              .bytes = std::string_view(bytes_).substr(0, bytes_.size() - 1)});
  }
  bytes_.clear();
  object_.reset();
}

}  // namespace patdown::git_program
