#pragma once

// Files that the user names: read whole, written whole.

#include <iosfwd>
#include <string>

namespace patdown {

// "-" is `in`. Throws Error with the path and the system's reason.
std::string read_file(const std::string& path, std::istream& in);
std::string read_file(const std::string& path);

// Writes beside and renames, so that a reader never sees half a file. Throws Error.
void write_file(const std::string& path, const std::string& text);

}  // namespace patdown
