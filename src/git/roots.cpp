#include "git/roots.h"

#include "git/files.h"
#include "git/handle.h"
#include "git/layout.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace patdown {
namespace {

Reach reach_of(std::string_view reference) {
  if (reference == "refs/stash") return Reach::stash;
  return reference.starts_with("refs/notes/") ? Reach::note : Reach::history;
}

bool dangling_symbolic(git_repository* repository, const char* name) {
  git_reference* reference = nullptr;
  if (git_reference_lookup(&reference, repository, name) != 0) return false;
  const bool symbolic = git_reference_type(reference) == GIT_REFERENCE_SYMBOLIC;
  git_reference_free(reference);
  return symbolic;
}

// Those that hold an id themselves, by name; to look up each by its name asks the file system each
// time. One that cannot be read is passed over here.
std::map<std::string, ObjectId, std::less<>> direct_references(git_repository* repository) {
  std::map<std::string, ObjectId, std::less<>> direct;
  git_reference_iterator* opened = nullptr;
  if (git_reference_iterator_new(&opened, repository) != 0) return direct;
  const ReferenceIteratorHandle iterator(opened);
  git_reference* reference = nullptr;
  while (git_reference_next(&reference, opened) == 0) {
    const git_oid* target = git_reference_target(reference);
    if (target != nullptr) direct.emplace(git_reference_name(reference), id_of(*target));
    git_reference_free(reference);
  }
  return direct;
}

void add_references(git_repository* repository, Roots& roots) {
  const auto direct = direct_references(repository);
  git_reference_iterator* opened = nullptr;
  int error = git_reference_iterator_new(&opened, repository);
  const ReferenceIteratorHandle iterator(opened);
  const char* name = nullptr;
  while (error == 0 && (error = git_reference_next_name(&name, opened)) == 0) {
    const Reach reach = reach_of(name);
    git_oid oid;
    if (const auto known = direct.find(std::string_view(name)); known != direct.end()) {
      roots.all.push_back({.reach = reach, .from_reflog = false, .id = known->second});
    } else if (git_reference_name_to_id(&oid, repository, name) == 0) {
      roots.all.push_back({.reach = reach, .from_reflog = false, .id = id_of(oid)});
    } else if (!dangling_symbolic(repository, name)) {
      roots.problems.push_back(
          {.object = {}, .path = name, .why = "a reference that cannot be read"});
    }
  }
  if (error != GIT_ITEROVER) {
    roots.problems.push_back(
        {.object = {}, .path = "refs", .why = "cannot be listed: " + libgit2_error()});
  }
}

// Each line of a reflog starts with two ids: before and after.
void add_reflog(const std::string& file, Reach reach, std::vector<Root>& roots) {
  const auto text = small_file(file);
  if (!text) return;
  constexpr std::size_t hex = 2 * ObjectId::size;
  for (const std::string_view line : lines_of(*text)) {
    for (const std::size_t at : {std::size_t{0}, hex + 1}) {
      if (line.size() < at + hex) continue;
      const auto id = ObjectId::parse(line.substr(at));
      if (id && !id->null()) roots.push_back({.reach = reach, .from_reflog = true, .id = *id});
    }
  }
}

// A file that holds an id: a detached HEAD, a reference of one checkout alone.
void add_file(const std::string& file, std::vector<Root>& roots) {
  const auto text = small_file(file, 1U << 16U);
  if (!text) return;
  const auto id = ObjectId::parse(*text);
  if (id) roots.push_back({.reach = Reach::history, .from_reflog = false, .id = *id});
}

}  // namespace

Roots roots_of(const Repository& repository) {
  Roots named;
  add_references(repository.raw(), named);
  std::vector<Root>& roots = named.all;
  const std::string common = common_dir(repository.paths().git_dir);
  for (const std::string& dir : checkout_dirs(common)) {
    add_file(dir + "/HEAD", roots);
    for (const std::string& name : files_below(dir + "/logs")) {
      add_reflog(joined(dir + "/logs", name), reach_of(name), roots);
    }
    if (dir == common) continue;
    for (const std::string& name : files_below(dir + "/refs"))
      add_file(joined(dir + "/refs", name), roots);
  }
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  return named;
}

std::unordered_set<ObjectId, ObjectIdHash> shallow_boundary(const Repository& repository) {
  std::unordered_set<ObjectId, ObjectIdHash> boundary;
  const auto text = small_file(common_dir(repository.paths().git_dir) + "/shallow");
  if (!text) return boundary;
  for (const std::string_view line : lines_of(*text)) {
    if (const auto id = ObjectId::parse(line)) boundary.insert(*id);
  }
  return boundary;
}

}  // namespace patdown
