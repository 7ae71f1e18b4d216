#include "git/program/command.h"
#include "git/program/lines.h"
#include "git/program/repository.h"
#include "git/raw_object.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace patdown::git_program {
namespace {

// A file of a commit: its object and path.
using File = std::pair<std::string, std::string>;

// Who wrote a commit, or what a tag names.
struct Facts {
  ObjectType type = ObjectType::blob;
  std::string author;
  std::string date;
  std::string target;
};

Facts facts_of(const Object& object) {
  Facts facts{.type = object.type, .author = {}, .date = {}, .target = {}};
  if (object.type == ObjectType::commit) {
    const RawCommit commit = parse_commit(object.bytes);
    facts.author = person_of(commit.author);
    facts.date = iso_date(seconds_of(commit.committer));
  } else if (object.type == ObjectType::tag && object.bytes.starts_with("object ")) {
    facts.target = object.bytes.substr(7, object.id.size());
  }
  return facts;
}

// Reads `git diff-tree --stdin -z`: commit ids, and ":… <id> <status>" with a path behind it.
class ChangeReader {
 public:
  ChangeReader(const std::set<std::string>& wanted, std::map<File, std::string>& first)
      : wanted_(wanted), first_(first) {}

  void feed(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t end = std::min(piece.find('\0'), piece.size());
      field_ += piece.substr(0, end);
      piece.remove_prefix(end);
      if (piece.empty()) return;
      piece.remove_prefix(1);
      take();
      field_.clear();
    }
  }

 private:
  void take() {
    if (is_path_) {
      if (!object_.empty()) first_.emplace(File(object_, field_), commit_);
      is_path_ = false;
    } else if (field_.starts_with(':')) {
      const std::vector<std::string_view> facts = parts_of(field_, ' ');
      object_ = facts.size() < 4 ? std::string() : std::string(facts[3]);
      if (!wanted_.contains(object_)) object_.clear();
      is_path_ = true;
    } else {
      commit_ = field_;
    }
  }

  const std::set<std::string>& wanted_;
  std::map<File, std::string>& first_;
  std::string field_;
  std::string commit_;
  std::string object_;
  bool is_path_ = false;
};

// Files of HEAD's tree that are wanted.
std::set<File> files_of_head(const RepositoryPaths& paths, const std::set<std::string>& wanted) {
  std::set<File> files;
  const Printed tree =
      print(paths, {.words = {"ls-tree", "-r", "-z", "--full-tree", "HEAD"}, .input = {}});
  for (const std::string_view entry : parts_of(tree.text, '\0')) {  // "<mode> <type> <id>\t<path>"
    const std::size_t tab = entry.find('\t');
    const std::vector<std::string_view> facts = parts_of(entry.substr(0, tab), ' ');
    if (tab == std::string_view::npos || facts.size() < 3) continue;
    std::string id(facts[2]);
    if (wanted.contains(id)) files.emplace(std::move(id), entry.substr(tab + 1));
  }
  return files;
}

std::vector<std::string> oldest_first(const RepositoryPaths& paths) {
  const Printed list =
      print(paths,
            {.words = {"rev-list", "--all", "--reflog", "--topo-order", "--reverse"}, .input = {}});
  std::vector<std::string> commits;
  for (const std::string_view line : parts_of(list.text, '\n')) commits.emplace_back(line);
  return commits;
}

// The commit that first brought each wanted file, by file. `commits` are walked in their order.
std::map<File, std::string> first_commits(const RepositoryPaths& paths,
                                          const std::vector<std::string>& commits,
                                          const std::set<std::string>& wanted,
                                          std::vector<Problem>& problems) {
  std::string input;
  for (const std::string& commit : commits) input.append(commit).append("\n");
  std::map<File, std::string> first;
  ChangeReader reader(wanted, first);
  const Ended ended = run(paths,
                          {.words = {"diff-tree", "--stdin", "-m", "-r", "-z", "--root", "--raw",
                                     "--no-abbrev", "--no-renames"},
                           .input = std::move(input)},
                          [&](std::string_view piece) { reader.feed(piece); });
  if (!ended.good) {
    problems.push_back({.object = {}, .path = ".git", .why = "git diff-tree: " + ended.error});
  }
  return first;
}

// Writes sightings from what is known of commits.
class Sighter {
 public:
  Sighter(const std::vector<std::string>& commits, std::map<std::string, Facts> facts)
      : facts_(std::move(facts)) {
    for (const std::string& commit : commits) age_.emplace(commit, age_.size());
  }

  // Empty, and unreachable, if `commit` is none.
  Sighting in(const std::string& commit) const {
    Sighting sighting;
    const auto known = facts_.find(commit);
    const auto age = age_.find(commit);
    if (age == age_.end()) sighting.origin = Origin::unreachable;
    if (known == facts_.end() || known->second.type != ObjectType::commit) return sighting;
    sighting.commit = commit;
    sighting.author = known->second.author;
    sighting.date = known->second.date;
    sighting.age = age == age_.end() ? age_.size() : age->second;
    return sighting;
  }

  // Of an object that no tree holds: of a commit itself, of a tag what it names.
  Sighting of(const std::string& id) const {
    const auto known = facts_.find(id);
    const bool tag = known != facts_.end() && !known->second.target.empty();
    return in(tag ? known->second.target : id);
  }

 private:
  std::unordered_map<std::string, std::size_t> age_;
  std::map<std::string, Facts> facts_;
};

// What the objects say of themselves, and what tags name.
std::map<std::string, Facts> learn(const ForeignRepository& repository,
                                   const std::set<std::string>& ids) {
  std::map<std::string, Facts> facts;
  const auto note = [&](const Object& object) { facts.emplace(object.id, facts_of(object)); };
  repository.visit({ids.begin(), ids.end()}, false, note);
  std::vector<std::string> targets;
  for (const auto& [id, fact] : facts) {
    if (!fact.target.empty() && !facts.contains(fact.target)) targets.push_back(fact.target);
  }
  repository.visit(targets, false, note);
  return facts;
}

}  // namespace

Provenance ForeignRepository::provenance_of(const std::set<std::string>& wanted,
                                            const std::vector<std::string>& commits) const {
  Provenance provenance;
  if (wanted.empty()) return provenance;
  const std::vector<std::string> walked = commits.empty() ? oldest_first(paths_) : commits;
  const std::map<File, std::string> first =
      first_commits(paths_, walked, wanted, provenance.missing);
  std::set<std::string> asked = wanted;
  for (const auto& [file, commit] : first) asked.insert(commit);
  const Sighter sighter(walked, learn(*this, asked));
  const std::set<File> in_head = files_of_head(paths_, wanted);
  for (const auto& [file, commit] : first) {
    Sighting sighting = sighter.in(commit);
    sighting.path = file.second;
    sighting.in_head = in_head.contains(file);
    provenance.sightings[file.first].push_back(std::move(sighting));
  }
  for (const std::string& id : wanted) {
    if (!provenance.sightings.contains(id)) provenance.sightings[id] = {sighter.of(id)};
  }
  for (auto& [id, sightings] : provenance.sightings) {
    std::ranges::sort(sightings, {}, [](const Sighting& sighting) {
      return std::pair(sighting.age, std::string_view(sighting.path));
    });
  }
  return provenance;
}

}  // namespace patdown::git_program
