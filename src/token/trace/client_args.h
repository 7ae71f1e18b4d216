#pragma once

// Which values do the cells of a row mean, in a call?

#include "token/trace/call.h"
#include "token/trace/client_table.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {

struct LibraryCall {
  Machine& machine;
  const ClientRow& row;
  const std::string& gives;
  ValueRef object;  // that the method is called on; may be null
  const Given& given;
};

// What a cell selects (client_table.h says how); null if no argument is there.
ValueRef selected(const LibraryCall& call, std::string_view cell);
// `fetch(url, options)` of options that nobody knows; else null.
ValueRef unknown_options(const LibraryCall& call);
ValueRef named_argument(const Given& given, std::string_view name);
// "0:1": a header by its name and value; "0:1+": likewise all that follow, two by two.
std::vector<std::pair<ValueRef, ValueRef>> header_pairs(const LibraryCall& call);

}  // namespace patdown::trace
