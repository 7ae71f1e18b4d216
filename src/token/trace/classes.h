#pragma once

// What is a class of the tree made of: methods, fields, the class that it extends?
//
// A class is a symbol "\npath\nClass" (modules.h).

#include "token/trace/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// A method of a class "\npath\nClass" or of what it extends. `library` gets the name of the first
// class around it that is not the tree's own, if the method is not found.
std::optional<Closure> method_of(Machine& machine, const std::string& type, std::string_view method,
                                 std::string* library = nullptr);
// The class that it extends: a symbol; null if none.
ValueRef base_of(Machine& machine, const std::string& type);
// What all those above it extend at last, most often a class of a library; `type` itself if
// nothing.
std::string outermost_base(Machine& machine, const std::string& type);
// The classes of the tree that extend it, directly or not: symbols.
std::vector<ValueRef> classes_extending(Machine& machine, const std::string& type);
// What `name`, a type parameter of a class that `type` extends, stands for: a symbol; null if it is
// none.
ValueRef type_argument_of(Machine& machine, const std::string& type, std::string_view name);
// Whether it is declared only, for other classes to say what it does.
bool is_abstract(const Node& function);
// Classes that say they implement an interface, or extend a class, of that name; at most 64.
std::vector<ValueRef> classes_implementing(Machine& machine, const std::string& type);
// Whether reading a field of that name calls it.
bool is_property(const Closure& method);
// What the fields of the class begin with: an object; null if none is known.
ValueRef fields_of_class(Machine& machine, const std::string& type);
// Likewise those of the classes that it extends, where `object` has none of the name yet.
void add_base_fields(Machine& machine, const std::string& type, Object& object);

// Ruby's `self.class.get(path)` in a method `get` of objects: it is the class's, which has it from
// what it includes. nullopt if it is no such call.
std::optional<ValueRef> call_on_class(Machine& machine, const Node& receiver,
                                      const ValueRef& object, const Given& given);

}  // namespace patdown::trace
