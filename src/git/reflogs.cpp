#include "git/reflogs.h"

#include "git/files.h"
#include "git/layout.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

// Each line: two ids, who, when, a tab, the message.
void blank_all_but_messages(std::string& text) {
  bool message = false;
  for (char& c : text) {
    if (c == '\n') {
      message = false;
    } else if (c == '\t') {
      message = true;
    } else if (!message) {
      c = ' ';
    }
  }
}

}  // namespace

std::vector<Reflog> reflogs(const RepositoryPaths& paths, std::vector<Problem>& problems) {
  std::vector<Reflog> found;
  const std::string common = common_dir(paths.git_dir);
  const std::string prefix = paths.work_tree.empty() ? "" : ".git/";
  for (const std::string& dir : checkout_dirs(common)) {
    std::string folder = prefix;
    if (dir != common) folder.append(dir, std::min(common.size() + 1, dir.size())).push_back('/');
    for (const std::string& name : files_below(dir + "/logs")) {
      std::string path = folder;
      path.append("logs/").append(name);
      auto text = small_file(joined(dir + "/logs", name));
      if (!text) {
        problems.push_back({.object = {}, .path = path, .why = "a reflog that cannot be read"});
        continue;
      }
      blank_all_but_messages(*text);
      found.push_back({.path = path, .text = std::move(*text)});
    }
  }
  return found;
}

}  // namespace patdown
