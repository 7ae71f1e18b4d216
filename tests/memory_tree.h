#pragma once

// A tree written down in a test: MemoryTree tree({{"a.yml", "steps: []\n"}, {"b.sh", "ls\n"}});

#include "core/tree.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown {

class MemoryTree : public Tree {
 public:
  MemoryTree(std::initializer_list<std::pair<std::string, std::string>> files) {
    for (const auto& [path, text] : files) add(path, text);
  }

  void add(const std::string& path, const std::string& text) {
    files_[path] = text;
    paths_.clear();
    for (const auto& file : files_) paths_.push_back(file.first);
  }

  const std::vector<std::string>& paths() const override { return paths_; }

  std::optional<std::string> read(std::string_view path) const override {
    const auto file = files_.find(std::string(path));
    if (file == files_.end()) return std::nullopt;
    return file->second;
  }

 private:
  std::map<std::string, std::string> files_;
  std::vector<std::string> paths_;
};

}  // namespace patdown
