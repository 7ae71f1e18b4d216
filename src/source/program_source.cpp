#include "git/program/repository.h"
#include "git/reflogs.h"
#include "git/remote_config.h"
#include "source/sources.h"
#include "source/tally.h"
#include "source/texts.h"

#include <map>
#include <utility>

namespace patdown {
namespace {

using git_program::ForeignRepository;
using git_program::Object;
using NoteIds = std::set<std::string, std::less<>>;

void hand_on(const Object& object, const NoteIds& notes, Tally& tally) {
  if (object.type == ObjectType::commit) {
    visit_commit_texts(std::string(object.id), object.bytes, tally);
  } else if (object.type == ObjectType::tag) {
    visit_tag_text(std::string(object.id), object.bytes, tally);
  } else if (object.type == ObjectType::blob) {
    Blob blob;
    blob.object = object.id;
    blob.origin = notes.contains(object.id) ? Origin::note : Origin::history;
    blob.bytes = object.bytes;
    if (blob.origin == Origin::note) tally.count(&Coverage::notes);
    tally.content(blob, false);
  }
}

class ProgramHistory : public Source {
 public:
  explicit ProgramHistory(const ForeignRepository& repository) : repository_(repository) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    std::vector<Problem> problems;
    for (const Reflog& log : reflogs(repository_.paths(), problems)) {
      visit_text(log.path, Origin::reflog, log.text, tally);
    }
    for (const RemoteConfig& config : remote_config(repository_.paths())) {
      visit_text(config.path, Origin::git_config, config.text, tally);
    }
    const NoteIds notes = repository_.notes();
    std::vector<Problem> more =
        repository_.visit_all([&](const Object& object) { hand_on(object, notes, tally); });
    for (Problem& problem : problems) tally.problem(std::move(problem));
    for (Problem& problem : more) tally.problem(std::move(problem));
    return tally.done();
  }

 private:
  static void visit_text(const std::string& path, Origin origin, std::string_view text,
                         Tally& tally) {
    Blob blob;
    blob.path = path;
    blob.origin = origin;
    blob.bytes = text;
    tally.text(blob);
  }

  const ForeignRepository& repository_;
};

class ProgramRange : public Source {
 public:
  ProgramRange(const ForeignRepository& repository, ForeignRepository::Range range)
      : repository_(repository), range_(std::move(range)) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    for (const std::vector<std::string>* ids : {&range_.commits, &range_.blobs}) {
      std::vector<Problem> problems =
          repository_.visit(*ids, false, [&](const Object& object) { hand_on(object, {}, tally); });
      for (Problem& problem : problems) tally.problem(std::move(problem));
    }
    return tally.done();
  }

 private:
  const ForeignRepository& repository_;
  ForeignRepository::Range range_;
};

class ProgramStaged : public Source {
 public:
  explicit ProgramStaged(const ForeignRepository& repository) : repository_(repository) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    std::map<std::string, std::vector<std::string>, std::less<>> paths;  // by id
    for (ForeignRepository::Staged& entry : repository_.staged()) {
      paths[std::move(entry.id)].push_back(std::move(entry.path));
    }
    std::vector<std::string> ids;
    ids.reserve(paths.size());
    for (const auto& [id, at] : paths) ids.push_back(id);
    std::vector<Problem> problems = repository_.visit(ids, true, [&](const Object& object) {
      for (const std::string& path : paths.find(object.id)->second) {
        Blob blob;
        blob.path = path;
        blob.object = object.id;
        blob.origin = Origin::index;
        blob.bytes = object.bytes;
        tally.count(&Coverage::files);
        tally.content(blob, true);
      }
    });
    for (Problem& problem : problems) tally.problem(std::move(problem));
    return tally.done();
  }

 private:
  const ForeignRepository& repository_;
};

}  // namespace

std::unique_ptr<Source> program_history_source(const ForeignRepository& repository) {
  return std::make_unique<ProgramHistory>(repository);
}

std::unique_ptr<Source> program_range_source(const ForeignRepository& repository,
                                             const std::string& range,
                                             std::vector<std::string>& commits) {
  ForeignRepository::Range listed = repository.range(range);
  commits = listed.commits;
  return std::make_unique<ProgramRange>(repository, std::move(listed));
}

std::unique_ptr<Source> program_staged_source(const ForeignRepository& repository) {
  return std::make_unique<ProgramStaged>(repository);
}

}  // namespace patdown
