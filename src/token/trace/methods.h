#pragma once

// What does a method call make of its object and its arguments?
//
// Static methods of .NET types ([Convert]::ToBase64String), methods of strings, of hashtables and
// of the web clients. Methods of the scripts' own classes are functions "Class.Method".

#include "token/trace/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

ValueRef evaluate_method(Machine& machine, const Node& call);
// New-Object and [T]::new: null-like for types that hold nothing of interest.
ValueRef construct(Machine& machine, std::string_view type, const Given& given);
ValueRef make_object(Machine& machine, const Given& given);  // New-Object
ValueRef credential_object(const ValueRef& password);
// An object of a class of the scripts.
ValueRef construct_own(Machine& machine, const std::string& type, const Given& given);
// One that nobody here makes: its constructor is given what comes from outside. The classes of a
// file share the names of these.
ValueRef own_object_alone(Machine& machine, const std::string& type);
// Methods of text; nullopt if it is none.
std::optional<ValueRef> text_method(const std::string& method, const ValueRef& object,
                                    const Given& given);
// The last part of a type's name, lower case, without brackets: "[System.Convert]" → "convert".
std::string short_type(std::string_view type);

}  // namespace patdown::trace
