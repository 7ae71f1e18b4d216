#pragma once

// Small files of a git directory and names of paths, read without trusting anybody.

#include "core/text.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// The bytes of a regular file; nullopt if there is none, it is no regular file (a pipe is never
// opened for good), or it is larger than `limit`.
std::optional<std::string> small_file(const std::string& path, std::size_t limit = 64U << 20U);

// Names in a folder, sorted, without "." and ".."; empty if there is none.
std::vector<std::string> names_in(const std::string& folder);

// All regular files below `folder`, relative, sorted; symbolic links are not followed.
std::vector<std::string> files_below(const std::string& folder);

bool is_folder(const std::string& path);  // follows symbolic links
bool is_file(const std::string& path);    // follows symbolic links

// Absolute, without "." and "..", no slash at the end; symbolic links resolved where they exist.
std::string absolute_path(std::string_view path);
// `path` seen from `base`, unless it is absolute already.
std::string joined(const std::string& base, std::string_view path);

// Lines without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace patdown
