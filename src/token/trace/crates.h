#pragma once

// Which file of the tree is a module of Rust, and what does `use a::b::C` mean?

#include "token/trace/call.h"

#include <optional>
#include <string>
#include <string_view>

namespace patdown::trace {

// "crate.a.b", "super.b", "self.b": the file of the module, from where the running one stands.
std::optional<std::string> crate_file(const Machine& machine, std::string_view module);
// `crate::a::b` as the module that it is; other values as they are.
ValueRef crate_module(const Machine& machine, const ValueRef& value);
// A symbol, the tree's own or of a library. `member` may be empty.
ValueRef crate_import(Machine& machine, const std::string& module, const std::string& member);

}  // namespace patdown::trace
