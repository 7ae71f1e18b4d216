#pragma once

// Which file of the tree does an import mean, and what does a name of it stand for?
//
// For programming languages. A symbol whose text begins with '\n' is the tree's own: "\npath" is a
// module, "\nfolder/" a package of Go, "\npath\nName" a name of it, not looked up yet, or a class.
// Modules run when a name of theirs is asked for, once a machine.

#include "token/trace/call.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// What `import` gives: a symbol, the tree's own or a library's.
ValueRef import_value(Machine& machine, const Node& call);
// A name of the tree's own as what it stands for; other values as they are.
ValueRef resolved(Machine& machine, const ValueRef& value);
// `value.member`, a symbol, of the tree's own or of a library.
ValueRef member_of(Machine& machine, const ValueRef& value, std::string_view member);
// A name that no function around it knows: the module's, its package's, a type of the tree, else a
// library's.
ValueRef global_name(Machine& machine, std::string_view name);

bool is_own(const ValueRef& value);
std::shared_ptr<const Unit> unit_of_file(Machine& machine, std::string_view path);

// The parts of such a symbol.
struct Own {
  std::string path;
  std::string member;  // empty for a module
};
Own own_of(const std::string& text);
ValueRef own_symbol(const std::string& path, std::string_view member = {});
// Runs the module, if it has not run.
void load_module(Machine& machine, const std::string& path);
// Gives `memory` the names of the modules that have run since `count` of them had
// (machine.load_order): that a module ran on one side of a branch concerns all of them.
void keep_loaded(const Machine& machine, std::size_t count, Memory& memory);

}  // namespace patdown::trace
