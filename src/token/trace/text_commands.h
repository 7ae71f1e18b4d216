#pragma once

// What do the commands make of text that it is given, when they only pass it on or change its form?
//
// echo, printf, base64, tr, ConvertTo-SecureString, Join-Path, ForEach-Object, export, eval … What
// changes text in ways that are not followed keeps the token: a hole derived from it.

#include "token/trace/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// nullopt if the callee is none of these.
std::optional<ValueRef> text_command(Machine& machine, const Given& given);
std::optional<ValueRef> shell_command(Machine& machine, const Given& given);
std::optional<ValueRef> object_command(Machine& machine, const Given& given);

// C's %s and .NET's {0} filled in; other conversions become holes.
ValueRef format_percent(const ValueRef& format, const std::vector<ValueRef>& values);
ValueRef format_braces(const ValueRef& format, const std::vector<ValueRef>& values);
// Python's {}, {0}, {name}, {name.field:>8}.
struct NamedValue {
  std::string name;  // lower case
  ValueRef value;
};
ValueRef format_named(const ValueRef& format, const std::vector<ValueRef>& values,
                      const std::vector<NamedValue>& named);
// A hole that keeps the tokens in `value`.
ValueRef derived(const ValueRef& value);
// "##vso[task.setvariable variable=X]value" sets a variable for the steps behind.
void note_logging_command(Machine& machine, const ValueRef& text);

}  // namespace patdown::trace
