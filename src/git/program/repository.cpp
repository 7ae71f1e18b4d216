#include "git/program/repository.h"

#include "core/error.h"
#include "git/branch.h"
#include "git/program/command.h"
#include "git/program/lines.h"
#include "git/remote_config.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace patdown::git_program {
namespace {

using Words = std::vector<std::string>;

// Notes what of `command` went wrong.
void note(const Ended& ended, const char* what, std::vector<Problem>& problems) {
  if (!ended.good) {
    problems.push_back(
        {.object = {}, .path = ".git", .why = std::string(what) + ": " + ended.error});
  }
}

std::vector<Problem> visit_objects(const RepositoryPaths& paths, const Command& command,
                                   const ObjectVisitor& visitor) {
  std::vector<Problem> problems;
  const std::function<void(std::string_view, std::string)> unreadable = [&](std::string_view id,
                                                                            std::string why) {
    problems.push_back({.object = std::string(id), .path = {}, .why = std::move(why)});
  };
  ObjectStream stream(visitor, unreadable);
  const Ended ended = run(paths, command, [&](std::string_view piece) { stream.feed(piece); });
  note(ended, "git cat-file", problems);
  if (ended.good && !stream.whole()) {
    problems.push_back({.object = {}, .path = ".git", .why = "git cat-file ended too early"});
  }
  return problems;
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

std::vector<std::string> ids_in(std::string_view text) {
  std::vector<std::string> ids;
  for (const std::string_view line : parts_of(text, '\n')) {
    if (is_id(line)) ids.emplace_back(line);
  }
  return ids;
}

// "A..B" as rev-list takes it; an A of zeros, as hooks have it for a new branch, reaches nothing.
Words revisions_of(const std::string& range) {
  const std::size_t dots = range.find("..");
  const auto or_head = [](const std::string& name) { return name.empty() ? "HEAD" : name; };
  if (dots == std::string::npos) return {"HEAD", "^" + range};
  const std::string from = range.substr(0, dots);
  Words words{or_head(range.substr(dots + 2))};
  const bool nothing = is_id(from) && from.find_first_not_of('0') == std::string::npos;
  if (!nothing) words.push_back("^" + or_head(from));
  return words;
}

}  // namespace

ForeignRepository::ForeignRepository(RepositoryPaths paths, const std::string& why)
    : paths_(std::move(paths)) {
  const Printed answer = print(paths_, {.words = {"rev-parse", "--git-dir"}, .input = {}});
  if (answer.ended.good) return;
  throw UnreadableRepository(why + "; git says: " + answer.ended.error);
}

std::string ForeignRepository::head() const {
  const Printed answer =
      print(paths_, {.words = {"rev-parse", "--verify", "--quiet", "HEAD^{commit}"}, .input = {}});
  const std::vector<std::string> ids = ids_in(answer.text);
  return ids.empty() ? std::string() : ids.front();
}

std::string ForeignRepository::branch() const {
  const Printed answer = print(paths_, {.words = {"symbolic-ref", "--quiet", "HEAD"}, .input = {}});
  return branch_named(answer.text.substr(0, answer.text.find('\n')));
}

std::string ForeignRepository::origin_address() const {
  std::string address;
  for (const auto& [key, value] : remote_addresses(paths_)) {
    if (key == "remote.origin.url") address = value;
  }
  return without_credentials(address);
}

std::vector<Problem> ForeignRepository::visit_all(const ObjectVisitor& visitor) const {
  std::vector<Problem> problems = visit_objects(
      paths_,
      {.words = {"cat-file", "--batch-all-objects", "--unordered", "--batch", "--buffer"},
       .input = {}},
      visitor);
  std::string line;
  const auto take = [&](std::string_view piece) {
    for (const char letter : piece) {
      if (letter != '\n') {
        line += letter;
        continue;
      }
      if (line.starts_with('?')) {
        problems.push_back(
            {.object = line.substr(1), .path = {}, .why = "missing from the object database"});
      }
      line.clear();
    }
  };
  const Ended ended = run(paths_,
                          {.words = {"rev-list", "--objects", "--no-object-names", "--all",
                                     "--reflog", "--missing=print"},
                           .input = {}},
                          take);
  note(ended, "git rev-list", problems);
  return problems;
}

std::vector<Problem> ForeignRepository::visit(const std::vector<std::string>& ids, bool in_hook,
                                              const ObjectVisitor& visitor) const {
  if (ids.empty()) return {};
  return visit_objects(paths_,
                       {.words = {"cat-file", "--batch", "--buffer"},
                        .input = joined_lines(ids),
                        .in_hook = in_hook},
                       visitor);
}

std::set<std::string, std::less<>> ForeignRepository::notes() const {
  const Printed answer =
      print(paths_, {.words = {"rev-list", "--objects", "--no-object-names", "--glob=refs/notes/*"},
                     .input = {}});
  std::set<std::string, std::less<>> ids;
  for (std::string& id : ids_in(answer.text)) ids.insert(std::move(id));
  return ids;
}

ForeignRepository::Range ForeignRepository::range(const std::string& text) const {
  const Words revisions = revisions_of(text);
  const auto list = [&](Words words) {
    words.emplace_back("--end-of-options");
    words.insert(words.end(), revisions.begin(), revisions.end());
    words.emplace_back("--");
    const Printed answer = print(paths_, {.words = std::move(words), .input = {}});
    if (!answer.ended.good) throw Error("cannot list '" + text + "': " + answer.ended.error);
    return ids_in(answer.text);
  };
  Range range;
  range.commits = list({"rev-list", "--topo-order", "--reverse"});
  const std::set<std::string, std::less<>> known(range.commits.begin(), range.commits.end());
  for (std::string& id : list({"rev-list", "--objects", "--no-object-names"})) {
    if (!known.contains(id)) range.blobs.push_back(std::move(id));
  }
  return range;
}

std::vector<ForeignRepository::Staged> ForeignRepository::staged() const {
  std::vector<Staged> entries;
  const bool born = !head().empty();
  const Words words = born ? Words{"diff-index",  "--cached",     "--raw", "-r", "-z",
                                   "--no-abbrev", "--no-renames", "HEAD",  "--"}
                           : Words{"ls-files", "--stage", "-z"};
  const Printed answer = print(paths_, {.words = words, .input = {}, .in_hook = true});
  if (!answer.ended.good) throw Error("cannot read the index: " + answer.ended.error);
  const std::vector<std::string_view> fields = parts_of(answer.text, '\0');
  if (!born) {  // "<mode> <id> <stage>\t<path>"
    for (const std::string_view field : fields) {
      const std::size_t tab = field.find('\t');
      const std::vector<std::string_view> facts = parts_of(field.substr(0, tab), ' ');
      if (facts.size() < 3 || tab == std::string_view::npos || facts[0] == "160000") continue;
      entries.push_back({.path = std::string(field.substr(tab + 1)), .id = std::string(facts[1])});
    }
    return entries;
  }
  // ":<old mode> <new mode> <old id> <new id> <status>", "<path>"
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    const std::vector<std::string_view> facts = parts_of(fields[i], ' ');
    if (facts.size() < 5 || facts[1] == "160000" || facts[1] == "000000") continue;
    entries.push_back({.path = std::string(fields[i + 1]), .id = std::string(facts[3])});
  }
  return entries;
}

}  // namespace patdown::git_program
