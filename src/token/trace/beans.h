#pragma once

// Which object does a service of Spring (Java, Kotlin) get that asks for one?
//
// `@Bean WebClient adoClient(…)` makes in one class what constructors and fields of that type are
// given in others: the one that `@Qualifier("adoClient")` names, the one that is called as they
// are, or the only one. https://docs.spring.io/spring-framework/reference/core/beans.html

#include "token/trace/machine.h"

#include <string_view>

namespace patdown::trace {

// Whether the annotations of the method say that it makes one.
bool makes_bean(const Node& function);
// Keeps what such a method gave for those who ask.
void note_bean(const Machine& machine, const Node& function, const ValueRef& value);

// What asks: a parameter, a field.
struct Wanted {
  std::string_view type;  // "WebClient"
  std::string_view name;
  std::string_view told;  // by its annotation
};
// Null if none is known to be meant.
ValueRef bean_for(const Machine& machine, const Wanted& wanted);
// What `@Qualifier`, `@Named` or `@Value` says of a parameter; empty if none does.
std::string_view told_of(const Node& function, std::string_view parameter);

// Whether Spring has the source make clients, which others are given by their type alone.
bool makes_client_beans(std::string_view text);

}  // namespace patdown::trace
