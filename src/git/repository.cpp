#include "git/repository.h"

#include "core/error.h"
#include "git/files.h"
#include "git/handle.h"
#include "git/layout.h"
#include "git/open_odb.h"
#include "git/remote_config.h"

#include <utility>

#include <git2/sys/repository.h>

namespace patdown {
namespace {

// Extensions that libgit2 1.5 takes and then reads as if they were not there: an empty repository.
void refuse_unreadable_formats(const RepositoryPaths& paths) {
  for (const ConfigFile& file : config_files(paths.git_dir)) {
    const std::string format = config_value(file.entries, "extensions.objectformat");
    if (!format.empty() && format != "sha1") {
      throw UnreadableRepository(paths.git_dir + ": the repository names its objects by " + format +
                                 ", which needs the git program");
    }
    const std::string storage = config_value(file.entries, "extensions.refstorage");
    if (!storage.empty() && storage != "files") {
      throw UnreadableRepository(paths.git_dir + ": the repository keeps its references as " +
                                 storage +
                                 ", which needs a git program that knows them; `git refs migrate " +
                                 "--ref-format=files` converts them");
    }
  }
}

}  // namespace

Repository::Repository(RepositoryPaths paths) : paths_(std::move(paths)) {
  start_libgit2();
  refuse_unreadable_formats(paths_);
  // As a bare one: the work tree is read by our own walk, and core.worktree cannot lead elsewhere.
  constexpr unsigned flags =
      GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT | GIT_REPOSITORY_OPEN_BARE;
  const int error = git_repository_open_ext(&raw_, paths_.git_dir.c_str(), flags, nullptr);
  if (error == GIT_ENOTFOUND) throw Error("no git repository: " + paths_.git_dir);
  if (error != 0) throw UnreadableRepository(paths_.git_dir + ": " + libgit2_error());
}

Repository::~Repository() {
  git_repository_free(raw_);
}

git_repository* Repository::raw() const {
  std::call_once(objects_opened_, [this] {
    const OdbHandle odb = open_odb(object_folders(common_dir(paths_.git_dir) + "/objects"));
    git_repository_set_odb(raw_, odb.get());
  });
  return raw_;
}

bool Repository::shallow() const {
  const auto file = small_file(common_dir(paths_.git_dir) + "/shallow");
  return file && !trimmed(*file).empty();
}

std::string Repository::head() const {
  git_oid oid;
  if (git_reference_name_to_id(&oid, raw_, "HEAD") != 0) return {};
  return id_of(oid).hex();
}

std::vector<std::pair<std::string, std::string>> Repository::remote_urls() const {
  return remote_addresses(paths_);
}

std::string Repository::origin_address() const {
  std::string address;
  for (const auto& [key, value] : remote_urls()) {
    if (key == "remote.origin.url") address = value;
  }
  return without_credentials(address);
}

}  // namespace patdown
