#pragma once

// Which tokens does a task of a pipeline, or an action of a workflow, take?
//
// rules/scopes/azure-devops/tasks.tsv says which inputs hold a token, or name a service connection
// that holds one, and what the task does with it. Whatever else is given to a task that nobody here
// knows is a use that cannot be named: it counts only beside uses that are sure to concern Azure
// DevOps.

#include "token/trace/machine.h"

namespace patdown::trace {

// known: the inputs of which a table says what they are for; all: the others and the environment
// too.
enum class TaskPart { known, all };

// Of the machine's step, which is a task.
void note_task_tokens(Machine& machine, const Pipeline& pipeline, const Step& step, TaskPart part);
// The environment of a step whose script cannot be read: of a language without a reader, or not in
// this repository.
void note_unread_script(Machine& machine, const Pipeline& pipeline, const Step& step);
// The environment of a step that ran a program of which nothing is known: tokens of which no use
// was seen behind the first `seen` ones (Recorder::count).
void note_unread_environment(Machine& machine, const Pipeline& pipeline, const Step& step,
                             std::size_t seen);

// Repositories of Azure Repos that a pipeline fetches with a service connection.
void note_repositories(Recorder& recorder, const Pipeline& pipeline);

}  // namespace patdown::trace
