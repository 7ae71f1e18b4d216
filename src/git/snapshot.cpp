#include "git/snapshot.h"

#include "core/digest.h"
#include "core/text.h"
#include "git/files.h"
#include "git/layout.h"
#include "git/loose_objects.h"

#include <string_view>

#include <sys/stat.h>

namespace patdown {
namespace {

void add(std::string& text, std::string_view part) {
  text.append(part).push_back('\0');
}

void add_file(std::string& text, const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return;
  add(text, std::to_string(status.st_size));
  add(text, std::to_string(status.st_mtim.tv_sec));
  add(text, std::to_string(status.st_mtim.tv_nsec));
}

}  // namespace

std::string objects_snapshot(const ObjectDatabase& objects) {
  std::string text;
  for (const std::string& folder : objects.folders()) {
    const std::string packs = folder + "/pack";
    for (const std::string& name : names_in(packs)) {
      add(text, name);
      add_file(text, joined(packs, name));
    }
    add(text, "loose");
    for (const ObjectId& id : list_loose(folder)) add(text, id.hex());
  }
  return to_hex(sha256(text));
}

std::string roots_snapshot(const Repository& repository, std::span<const Root> roots) {
  std::string text;
  for (const Root& root : roots) {
    add(text, root.id.hex());
    add(text, std::to_string(static_cast<int>(root.reach)));
    add(text, root.from_reflog ? "reflog" : "");
  }
  add(text, repository.head());
  add(text, small_file(common_dir(repository.paths().git_dir) + "/shallow").value_or(""));
  return to_hex(sha256(text));
}

}  // namespace patdown
