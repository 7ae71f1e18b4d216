#pragma once

// What a walk over a repository's objects hands out, each delta checked on the way.

#include "catch.h"
#include "git/object_walk.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace patdown {

struct RememberedText : Remembered {
  explicit RememberedText(std::string_view bytes) : text(bytes) {}
  const std::string text;
};

// Whether the pieces of a delta give `text`, are ascending without a gap, and none goes on where
// the one before it ended.
inline bool tells_the_truth(const Delta& delta, std::string_view text) {
  std::string made;
  const DeltaPiece* last = nullptr;
  for (const DeltaPiece& piece : delta.pieces) {
    if (piece.here.begin != made.size() || piece.here.end <= piece.here.begin) return false;
    if (piece.here.end > text.size()) return false;
    const bool copied = piece.base != DeltaPiece::inserted;
    made += copied ? delta.base_text.substr(piece.base, piece.here.size())
                   : text.substr(piece.here.begin, piece.here.size());
    if (last != nullptr && (last->base == DeltaPiece::inserted) == !copied &&
        (!copied || last->base + last->here.size() == piece.base)) {
      return false;
    }
    last = &piece;
  }
  const auto* base = static_cast<const RememberedText*>(delta.base);
  return made == text && (base == nullptr || base->text == delta.base_text);
}

struct Walked {
  std::map<std::string, std::pair<std::string, std::string>> objects;  // by id: type and bytes
  std::size_t twice = 0;      // objects that were handed out more than once
  std::size_t deltas = 0;     // handed out as such
  std::size_t inherited = 0;  // of those, with what was remembered of the base
  std::size_t lies = 0;       // deltas that do not give the text
  WalkFlaws flaws;

  // Takes an object; what is remembered of it.
  std::shared_ptr<const Remembered> take(const WalkedObject& object) {
    static const char* const names[] = {"commit", "tree", "blob", "tag"};
    const std::lock_guard lock(guard_);
    const bool added =
        objects.try_emplace(object.id.hex(), names[static_cast<int>(object.type)], object.bytes)
            .second;
    if (!added) ++twice;
    if (object.delta != nullptr) {
      ++deltas;
      if (object.delta->base != nullptr) ++inherited;
      if (!tells_the_truth(*object.delta, object.bytes)) ++lies;
    }
    return std::make_shared<const RememberedText>(object.bytes);
  }

 private:
  std::mutex guard_;
};

constexpr ObjectTypes all_types = {ObjectType::commit, ObjectType::tree, ObjectType::blob,
                                   ObjectType::tag};

inline void walk_into(Walked& walked, const std::string& top, unsigned threads = 2,
                      ObjectTypes wanted = all_types) {
  const Repository repository(*repository_at(top));
  ObjectDatabase objects(repository);
  walked.flaws = ObjectWalk(objects).visit(
      wanted, threads, [&walked](const WalkedObject& object) { return walked.take(object); });
  CHECK(walked.twice == 0);
  CHECK(walked.lies == 0);
}

}  // namespace patdown
