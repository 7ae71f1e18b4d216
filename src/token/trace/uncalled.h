#pragma once

// Which functions of a file may be called by nobody in the tree?

#include "token/trace/library.h"

#include <set>
#include <string>
#include <vector>

namespace patdown::trace {

struct Uncalled {
  const Node* node = nullptr;
  std::string name;
  std::string called;  // the name that callers say: without its class, lower case
};

// A file, and the functions in it that may be called by nobody.
struct Listed {
  const Script* script = nullptr;
  bool test = false;
  std::vector<Uncalled> functions;
};

// Functions of a file and, in programming languages, those that a name of it stands for:
// `export const f = async () => {}`.
std::vector<Uncalled> functions_of(const Script& script);
// Adds the names of what is called within, lower case.
void collect_callees(const Node& node, std::set<std::string>& names);
// Whether it makes an object of one of these classes.
bool makes_one_of(const Node& node, const std::set<std::string, std::less<>>& classes);

}  // namespace patdown::trace
