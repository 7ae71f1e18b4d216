#pragma once

// What do libraries put into the structs of Go that a program keeps its settings in?
//
// `var cfg Config; viper.Unmarshal(&cfg)`: each field gets what its tag says, `env:"ADO_PAT"` the
// variable of the environment, `mapstructure:"pat"` the setting or the option of that name. Rows of
// rules/clients/go.tsv that `fill` say which tags a library reads.

#include "token/trace/client_args.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// `declared NAME TYPE` (docs/languages.md): what NAME is, once something is put into it.
ValueRef note_declared(Machine& machine, const Node& call);
// `Config{…}`: the struct that an object is of. Of other types nothing is noted.
void note_struct(Machine& machine, const ValueRef& object, std::string_view type);
// Fills the argument that the row's `url` selects by the tags that its `verb` names ("=yaml|json",
// in order), behind the prefix in `body`; where there is a `base`, only if that is a file's
// content.
ValueRef filled_struct(const LibraryCall& call);

}  // namespace patdown::trace
