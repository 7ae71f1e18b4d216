#pragma once

// Which package feed is read with which token, as far as variables say?

#include "token/trace/machine.h"

#include <string_view>

namespace patdown::trace {

// A variable was set that package managers read by themselves: PIP_INDEX_URL with userinfo,
// VSS_NUGET_EXTERNAL_FEED_ENDPOINTS with a token in its JSON.
void note_feed_variable(Machine& machine, std::string_view name, const ValueRef& value,
                        std::size_t line);

}  // namespace patdown::trace
