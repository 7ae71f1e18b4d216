#pragma once

// Which command does package.json have under a name?

#include "token/trace/callees.h"

#include <string>
#include <string_view>

namespace patdown::trace {

enum class PackageRun {
  ran,      // the script was found, and its commands were run
  missing,  // there is a package.json, and no such script
  unknown,  // no package.json is known
};

// `folder`: where package.json is, as words say it; null where the script stands or went to.
// `rest`: what is written behind the script's name. A script runs once in a step.
PackageRun run_package_script(Machine& machine, const Given& given, const std::string& name,
                              const ValueRef& folder, const ProgramWords& rest);

}  // namespace patdown::trace
