#pragma once

// What the PowerShell reader makes of a snippet, short enough for a table: the printed statements
// without their places. Rows that leave something unread say so in a last line.

#include "token/code/readers.h"

#include <sstream>
#include <string>

namespace patdown {

struct FormCase {
  const char* name;
  const char* script;
  const char* form;
};

inline std::string form_of(std::string_view script) {
  const Code code = read_powershell(script);
  std::istringstream lines(print(code.file));
  std::string form;
  std::string line;
  std::getline(lines, line);  // the file itself
  while (std::getline(lines, line)) {
    form += line.substr(2, line.rfind(" @") - 2) + "\n";
  }
  if (code.bytes_unread != 0) form += "unread " + std::to_string(code.bytes_unread) + "\n";
  if (!code.partly_read.empty()) form += "partly read\n";
  return form;
}

// Do both say the same? The form of a row starts with a line feed, for the eye.
inline std::string expected(const FormCase& c) {
  return std::string(c.form).substr(1);
}

}  // namespace patdown
