#pragma once

// What does a program of the tree do with a token when it starts another program?
//
// `subprocess.run(["az", …])`, `execSync("git push …")`, `exec.Command("sh", "x.sh").Run()`: the
// words are a command as one in a shell, with what the program has put into its environment.

#include "token/trace/client_args.h"

namespace patdown::trace {

// Of a row: the words, or the line, are `url`, further words `body`, the environment `headers`. An
// object says it in fields (`FileName`, `Arguments`, `Environment`).
ValueRef started_program(const LibraryCall& call);

}  // namespace patdown::trace
