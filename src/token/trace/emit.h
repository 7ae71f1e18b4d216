#pragma once

// When is a call a use of a token? Combines what the callees found (verbs, URLs, credentials),
// leaves out what excludes each other or concerns other services, and records the rest.

#include "token/trace/credential.h"
#include "token/trace/recorder.h"
#include "token/trace/request_url.h"

#include <string>
#include <vector>

namespace patdown::trace {

struct Outgoing {
  CallKind kind = CallKind::request;
  ValueRef verb;  // requests; null is GET
  std::string fixed_verb;
  ValueRef url;
  std::vector<FoundCredential> credentials;
  ValueRef body;
  const Node* node = nullptr;
  bool own = false;      // organization and project are the pipeline's own, whatever the URL says
  bool guessed = false;  // that it is Azure DevOps' is sure only beside other uses of the token
  bool from_outside = false;  // nothing but its place tells that it is a token
  std::string unresolved;     // why the call cannot be named although its URL is known
};

void send(Machine& machine, const Outgoing& call);

// For calls without URL: az commands, agents.
void record(Machine& machine, const Call& call, const std::vector<FoundCredential>& credentials,
            const Node& node, const std::string& unresolved = "");
// A token that goes where nobody knows what is done with it, for the reason `why`: the use counts
// only beside uses that are sure to concern Azure DevOps.
void record_uncertain(Machine& machine, const FoundCredential& found, const Node& node,
                      const std::string& why);
// Likewise, at a place that is not in the current unit.
void record_uncertain_at(Recorder& recorder, const FoundCredential& found, const TraceStep& place,
                         const std::string& why);
// Likewise, of a program that gets `value`.
void note_handed_over(Machine& machine, const Node& node, const ValueRef& value,
                      const std::string& why);
// At a place that is not in the current unit: a step, a line of .npmrc.
void record_at(Machine& machine, const Call& call, const FoundCredential& found,
               const TraceStep& place);

}  // namespace patdown::trace
