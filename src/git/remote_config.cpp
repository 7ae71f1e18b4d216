#include "git/remote_config.h"

#include "git/layout.h"

#include <algorithm>

namespace patdown {
namespace {

// A remote's address stands in these (git-config(1)); "*" is any name.
struct AddressKey {
  std::string_view section;
  std::string_view name;
  bool in_section;  // the address is the section's name, as in [url "https://…"] insteadOf = …
};
constexpr AddressKey address_keys[] = {
    {"remote", "url", false},    {"remote", "pushurl", false}, {"remote", "proxy", false},
    {"remote", "lfsurl", false}, {"branch", "remote", false},  {"branch", "pushremote", false},
    {"submodule", "url", false}, {"url", "insteadof", true},   {"url", "pushinsteadof", true},
};

const AddressKey* address_key(const std::string& key) {
  const std::size_t first = key.find('.');
  const std::size_t last = key.rfind('.');
  if (first == std::string::npos || first == last) return nullptr;
  const std::string_view section = std::string_view(key).substr(0, first);
  const std::string_view name = std::string_view(key).substr(last + 1);
  const auto* found = std::find_if(
      std::begin(address_keys), std::end(address_keys),
      [&](const AddressKey& row) { return row.section == section && row.name == name; });
  return found == std::end(address_keys) ? nullptr : found;
}

}  // namespace

std::vector<RemoteConfig> remote_config(const RepositoryPaths& paths) {
  std::vector<RemoteConfig> found;
  for (const ConfigFile& file : config_files(paths.git_dir)) {
    std::string text = file.text;
    for (char& c : text) {
      if (c != '\n') c = ' ';
    }
    bool any = false;
    const auto show = [&text, &file](Span span) {
      text.replace(span.begin, span.size(), file.text, span.begin, span.size());
    };
    for (const ConfigEntry& entry : file.entries) {
      if (address_key(entry.key) == nullptr) continue;
      any = true;
      show(entry.header);
      show(entry.lines);
    }
    if (any) {
      found.push_back(
          {.path = (paths.work_tree.empty() ? "" : ".git/") + file.name, .text = std::move(text)});
    }
  }
  return found;
}

std::vector<std::pair<std::string, std::string>> remote_addresses(const RepositoryPaths& paths) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const ConfigFile& file : config_files(paths.git_dir)) {
    for (const ConfigEntry& entry : file.entries) {
      const AddressKey* key = address_key(entry.key);
      if (key == nullptr) continue;
      const std::size_t first = entry.key.find('.') + 1;
      found.emplace_back(entry.key, key->in_section
                                        ? entry.key.substr(first, entry.key.rfind('.') - first)
                                        : entry.value);
    }
  }
  return found;
}

std::string without_credentials(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) {
    // "user@host:path", as ssh takes it; anything else is a folder.
    const std::string_view host = address.substr(0, address.find(':'));
    if (host.size() == address.size() || host.find('/') != std::string_view::npos) {
      return std::string(address);
    }
    const std::size_t at = host.rfind('@');
    return std::string(address.substr(at == std::string_view::npos ? 0 : at + 1));
  }
  std::string_view rest = address.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("?#"));
  const std::size_t at = rest.substr(0, rest.find('/')).rfind('@');
  if (at != std::string_view::npos) rest.remove_prefix(at + 1);
  return std::string(address.substr(0, scheme + 3)) + std::string(rest);
}

}  // namespace patdown
