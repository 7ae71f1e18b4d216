#pragma once

// Which programs run code of the repository, and which code is it?
//
// `npm run deploy` runs what package.json says, `uv run x.py` a script, `dotnet test` whatever the
// project holds. What cannot be followed is a stranger (stranger.h), of which it is known in which
// language it is written.

#include "token/trace/callees.h"

#include <string_view>

namespace patdown::trace {

// Besides what they do themselves: npm, dotnet, cargo, mvn, uv … of which `name` is one, or none.
void run_own_code(Machine& machine, const Given& given, std::string_view name,
                  const ProgramWords& words);

// python x.py, python -m x
ValueRef run_python(Machine& machine, const Given& given, const ProgramWords& words);
// node x.js, go run x.go, ruby x.rb, ts-node x.ts
bool is_interpreter(std::string_view name);
ValueRef run_interpreter(Machine& machine, const Given& given, const ProgramWords& words);

}  // namespace patdown::trace
