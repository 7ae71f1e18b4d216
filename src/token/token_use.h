#pragma once

// What is a token used for? The tracer's answer: a credential reaches a call.

#include "core/finding.h"

#include <string>
#include <vector>

namespace patdown {

// A token as the code names it. Two uses with the same `id` are one credential.
struct Credential {
  // "azure-pipelines:RELEASE_PAT" (a variable of the pipeline, whichever file), "env:ADO_PAT",
  // "param:scripts/x.ps1:Pat", "secrets:BOT_PAT", "literal:<fingerprint>",
  // "text:a.py:<YOUR_PAT>", "job-token:azure-devops"; names lower case.
  std::string id;
  std::string name;  // for people: "$(RELEASE_PAT)", "$env:ADO_PAT", "$ADO_PAT", "secrets.BOT_PAT"
  std::string kind;  // "pat", "job-token", "unknown"
  std::string path;  // where it is declared or first named
  std::size_t line = 0;
  std::string correlating_id = {};  // of a hard-coded token: correlating_id.h; else empty

  friend auto operator<=>(const Credential&, const Credential&) = default;
};

enum class CallKind {
  request,  // verb + url
  command,  // az …: the sub-command's words, without options: "az pipelines run"
  git,      // fetch or push over HTTPS: verb "fetch" or "push", url of the remote
  feed,     // package feed: verb "read" or "write", url of the feed
  agent,    // registers an agent: verb "" (in a pool), "environment" or "deployment group"
  mint,     // creates a PAT: url, and `minted` says what the body asks for
};

struct MintedToken {
  std::vector<std::string> scopes;  // as the body spells them; empty: not known
  bool all_organizations = false;
};

struct Call {
  CallKind kind = CallKind::request;
  std::string verb;  // upper case for requests
  std::string
      url;  // unknown parts as {}; predefined base URLs replaced by what they are:
            // $(System.CollectionUri) → https://dev.azure.com/{}/ ; $(System.TeamProject) → {}
  std::string command;               // kind command: "az boards work-item update"
  std::vector<std::string> options;  // kind command: the option names given, "--assigned-to"
  MintedToken minted;
  // Organization and project are the pipeline's own ($(System.CollectionUri),
  // $(System.TeamProject)): what $(System.AccessToken) could reach. False if named otherwise.
  bool own_organization = false;
  bool in_pipeline = false;  // runs in an Azure pipeline, so that a job token exists there
};

struct TokenUse {
  Credential credential;
  Call call;
  std::string path;
  std::size_t line = 0;
  std::size_t column = 0;
  std::vector<TraceStep> trace;  // from the credential to the call, this call's own place last
  // Why the call cannot be named, such as "the URL comes from a response"; empty if it can.
  std::string unresolved;
  // The code gives this token no name; that it is this one is likely, as the program knows no
  // other.
  bool likely = false;
};

}  // namespace patdown
