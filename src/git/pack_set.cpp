#include "git/pack_set.h"

#include "git/files.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace patdown::pack {

PackSet::PackSet(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) add_folder(joined(folder, "pack"));
}

void PackSet::add_folder(const std::string& folder) {
  struct Files {
    bool pack = false;
    bool index = false;
  };
  std::map<std::string, Files> found;  // by the name without its end
  for (const std::string& name : names_in(folder)) {
    if (!name.starts_with("pack-")) continue;
    const std::string base = name.substr(0, name.rfind('.'));
    if (name.ends_with(".pack")) found[base].pack = true;
    if (name.ends_with(".idx")) found[base].index = true;
  }
  shared_indexes_.emplace_back(joined(folder, "multi-pack-index"));
  const MultiIndex shared(shared_indexes_.back().bytes());
  for (const auto& [name, files] : found) {
    const std::string base = joined(folder, name);
    if (files.pack) {
      add(base, files.index, shared);
    } else {
      problems_.push_back(
          {.object = {}, .path = base + ".idx", .why = "an index without its pack"});
    }
  }
}

void PackSet::add(const std::string& base, bool has_index, const MultiIndex& shared) {
  std::string why = "a pack without its index";
  if (has_index) {
    PackFile own(base + ".pack");
    if (own.flaw().empty()) {
      packs_.push_back(std::move(own));
      return;
    }
    why = own.flaw();
  }
  const std::string index = base + ".idx";
  const std::string_view name = std::string_view(index).substr(index.rfind('/') + 1);
  const auto& names = shared.packs();
  const auto named = std::find(names.begin(), names.end(), name);
  if (named != names.end()) {
    PackFile other(base + ".pack",
                   shared.entries_of(static_cast<std::size_t>(named - names.begin())));
    if (other.flaw().empty()) {
      packs_.push_back(std::move(other));
      return;
    }
  }
  problems_.push_back(
      {.object = {}, .path = has_index ? index : base + ".pack", .why = std::move(why)});
}

bool PackSet::holds(const ObjectId& id) const {
  return std::any_of(packs_.begin(), packs_.end(),
                     [&id](const PackFile& pack) { return pack.holds(id); });
}

}  // namespace patdown::pack
