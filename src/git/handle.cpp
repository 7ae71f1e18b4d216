#include "git/handle.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

bool set_up() {
  git_libgit2_init();
  for (const git_config_level_t level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                                         GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  }
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  // Each object is read once; keeping it costs memory and a lock.
  git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
  // Repository() looks at the values of objectformat and refstorage itself.
  std::array<const char*, 6> extensions = {"worktreeconfig", "partialclone", "preciousobjects",
                                           "objectformat",   "refstorage",   "relativeworktrees"};
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  return true;
}

}  // namespace

void start_libgit2() {
  // Never shut down: handles may live until the process ends.
  static const bool started = set_up();
  static_cast<void>(started);
}

std::string libgit2_error() {
  const git_error* error = git_error_last();
  if (error == nullptr || error->message == nullptr) return "unknown error";
  std::string text = error->message;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace patdown
