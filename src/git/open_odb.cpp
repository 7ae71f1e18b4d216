#include "git/open_odb.h"

#include "core/error.h"
#include "git/loose_objects.h"
#include "git/object_database.h"
#include "git/pack_index.h"

#include <git2/sys/odb_backend.h>

namespace patdown {

OdbHandle new_odb() {
  git_odb* odb = nullptr;
  if (git_odb_new(&odb) != 0) throw Error("no object database: " + libgit2_error());
  return OdbHandle(odb);
}

OdbHandle open_odb(const std::vector<std::string>& folders) {
  OdbHandle odb = new_odb();
  const auto add = [&odb](git_odb_backend* backend, int priority) {
    if (git_odb_add_backend(odb.get(), backend, priority) != 0) backend->free(backend);
  };
  for (const std::string& folder : folders) {
    for (const std::string& index : pack_indexes(folder)) {
      git_odb_backend* pack = nullptr;
      if (!pack_index_flaw(index).empty()) continue;  // PackSet tells
      if (git_odb_backend_one_pack(&pack, index.c_str()) == 0) add(pack, 2);
    }
    add(new_loose_backend(folder, ObjectDatabase::max_bytes), 1);
  }
  return odb;
}

}  // namespace patdown
