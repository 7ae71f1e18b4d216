#pragma once

// What do the properties of a Spring application say that a setting is?
//
// `@Value("${ado.pat}")` asks for a key that src/main/resources/application.properties or .yml of
// the same module may fill from the environment: `ado.pat=${ADO_PAT}`. Two keys that one variable
// fills are one token.
// https://docs.spring.io/spring-boot/reference/features/external-config.html

#include "token/trace/machine.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// The variable of the environment that fills the setting `reference`, "${ado.pat:}", or the URL
// that stands there; null if the properties say neither.
ValueRef property_value(Machine& machine, std::string_view reference, std::size_t line);

// What a file of properties or of YAML says of `key`; empty if nothing. For tests.
std::string property_in(std::string_view text, bool yaml, std::string_view key);

}  // namespace patdown::trace
