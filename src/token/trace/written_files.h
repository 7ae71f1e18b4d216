#pragma once

// What stands in a file that the script itself has written?
//
//   echo "$PAT" > "$FILE"; … --token "$(cat "$FILE")"
//   echo "machine dev.azure.com login x password $PAT" > ~/.netrc; git clone
//   https://dev.azure.com/…
//
// Remembered for the rest of the run and for later steps of its job, by the path as it is written;
// what a branch writes may stand there. A path of which a part is not known is none.

#include "token/trace/machine.h"

namespace patdown::trace {

// `more`: behind what stands there. A line of .npmrc that names a feed's token is a use too.
void write_file(Machine& machine, const ValueRef& path, const ValueRef& content, bool more,
                const Node& node);
// Files with tokens that nothing here has read when a script or a job ends: who does is not known.
void note_unread_files(Recorder& recorder, const Session& session);
// Null if the script has written no such file.
ValueRef written_file(const Machine& machine, const ValueRef& path);

// The token for Azure DevOps in ~/.netrc, which curl and git read, and in ~/.git-credentials, which
// git reads alone. Null if the script has written none.
ValueRef netrc_token(const Machine& machine);
// What stands behind "password" for a machine of Azure DevOps in the text of such a file; null if
// nothing does.
ValueRef netrc_password(const ValueRef& text);
ValueRef stored_git_token(const Machine& machine);

// The steps of one job share their files: what earlier ones have written, and what this one leaves.
// They are kept beside the job's variables, under names that no variable has.
bool is_written_file(std::string_view variable);
void find_files_of_job(Machine& machine);
void leave_files_to_job(Machine& machine);
// So do a script and whoever runs it as a process of its own: `inner` is that one's environment.
void keep_files(Machine& machine, const NameTable& inner);

}  // namespace patdown::trace
