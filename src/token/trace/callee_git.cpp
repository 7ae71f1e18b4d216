// git over HTTPS: a token in a remote's URL, or in a header that git is told to send.

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::string_view any_remote = "https://dev.azure.com/{}/{}/_git/{}";

struct GitCall {
  std::string command;               // "push"
  ProgramWords words;                // positional ones behind it
  std::vector<ValueRef> headers;     // of -c http.extraheader and of the configuration
  std::vector<Remote> replacements;  // likewise
  ValueRef header_url;               // of http.<url>.extraheader; may be null
};

// "http.https://dev.azure.com/.extraheader" holds the URL that the header is for.
void note_setting(const ValueRef& key, const ValueRef& value, GitCall& call) {
  const std::string text = sketch(key);
  const std::string folded = lower(text);
  if (folded.ends_with("extraheader")) {
    call.headers.push_back(value);
    if (text.size() > 17) call.header_url = text_value(text.substr(5, text.size() - 17));
  }
  // A helper prints "password=…" when git asks.
  if (folded.starts_with("credential.") && folded.ends_with("helper") && holds_source(value)) {
    call.headers.push_back(value);
    if (text.size() > 18) call.header_url = text_value(text.substr(11, text.size() - 18));
  }
  if (folded.starts_with("url.") && folded.ends_with(".insteadof")) {
    const ValueRef url = map_text(without_prefix(key, 4), [](std::string_view piece) {
      const auto end = lower(piece).rfind(".insteadof");
      return std::string(piece.substr(0, end));
    });
    call.replacements.push_back({url, value});
  }
}

// key=value
void note_inline_setting(const ValueRef& word, GitCall& call) {
  const std::string text = sketch(word);
  const auto equals = text.find('=');
  const std::string prefix = literal_prefix(word);
  const auto at = prefix.find('=');
  if (at != std::string::npos) {
    note_setting(text_value(prefix.substr(0, at)), without_prefix(word, at + 1), call);
  } else if (equals != std::string::npos) {
    note_setting(word, text_value(text.substr(equals + 1)), call);
  }
}

std::size_t read_globals(const ProgramWords& words, GitCall& call) {
  std::size_t at = 0;
  for (; at < words.size(); ++at) {
    const std::string text = literal_prefix(words[at]);
    if (!text.starts_with("-")) break;
    const bool takes = text == "-c" || text == "-C" || text == "--git-dir" ||
                       text == "--work-tree" || text == "--config-env";
    if (text == "-c" && at + 1 < words.size()) note_inline_setting(words[at + 1], call);
    if (takes) ++at;
  }
  return at;
}

GitCall read_call(const Machine& machine, const ProgramWords& words) {
  GitCall call;
  call.headers = machine.session.git_headers;
  call.replacements = machine.session.replacements;
  call.header_url = machine.session.git_header_url;
  const std::size_t at = read_globals(words, call);
  if (at >= words.size()) return call;
  call.command = lower(literal_prefix(words[at]));
  const ProgramWords rest(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  const OptionSpelling spelling = {
      call.command == "clone"  ? "bcjou"
      : call.command == "push" ? "o"
                               : "",
      "branch depth origin config reference jobs upload-pack separate-git-dir shallow-since filter "
      "push-option receive-pack repo template",
      false};
  if (call.command == "config") {
    for (const ValueRef& word : rest) {
      if (!literal_prefix(word).starts_with("-")) call.words.push_back(word);
    }
    return call;
  }
  for (const Option& option : options_of(rest, spelling)) {
    if (option.name.empty() && option.value) call.words.push_back(option.value);
    const bool setting = option.name == "-c" || option.name == "--config";
    if (setting && option.value) note_inline_setting(option.value, call);
  }
  return call;
}

ValueRef replaced(const GitCall& call, const ValueRef& url) {
  const std::string prefix = literal_prefix(url);
  for (const Remote& one : call.replacements) {
    const std::string from = one.credential ? literal(one.credential).value_or("") : "";
    if (!from.empty() && prefix.starts_with(from)) {
      return join({one.url, without_prefix(url, from.size())});
    }
  }
  return url;
}

bool is_url(const ValueRef& value) {
  return sketch(value).find("://") != std::string::npos;
}

// The remote that the call goes to; null if nothing is known of it.
ValueRef target_of(const Machine& machine, const GitCall& call) {
  ValueRef named = call.words.empty() ? text_value("origin") : call.words.front();
  if (is_url(named)) return named;
  // "tmp-$$" is the same remote wherever it is named so.
  const auto known = machine.session.remotes.find(sketch(named));
  if (known != machine.session.remotes.end()) return known->second.url;
  return literal(named) ? nullptr : named;
}

void add(std::vector<FoundCredential>& all, std::vector<FoundCredential> more) {
  all.insert(all.end(), more.begin(), more.end());
}

// "Authorization: Basic …"
std::vector<FoundCredential> in_extra_header(const ValueRef& line) {
  const std::string prefix = lower(literal_prefix(line));
  const auto colon = prefix.find(':');
  if (colon != std::string::npos && prefix.find("authorization") == std::string::npos) return {};
  return in_header(colon == std::string::npos ? line : without_prefix(line, colon + 1));
}

// Whether all are tokens of Azure DevOps by their names.
bool all_surely_ours(const std::vector<FoundCredential>& credentials) {
  return !credentials.empty() &&
         std::all_of(credentials.begin(), credentials.end(), [](const FoundCredential& found) {
           return found.credential.kind == "job-token" || names_azure_devops(found.credential.name);
         });
}

void transfer(Machine& machine, const Given& given, const GitCall& call, const ValueRef& url,
              const char* verb) {
  Outgoing use;
  use.kind = CallKind::git;
  use.fixed_verb = verb;
  use.node = given.node;
  use.url = url ? replaced(call, url) : nullptr;
  if (use.url) add(use.credentials, in_user_info(user_info_of(use.url)));
  if (use.credentials.empty()) {
    for (const ValueRef& header : call.headers) add(use.credentials, in_extra_header(header));
    const bool knows = use.url != nullptr;
    if (!knows && call.header_url) {
      const bool azure = service_of(sketch(call.header_url) + "/") != UrlService::other;
      use.url = azure ? text_value(std::string(any_remote)) : call.header_url;
    }
  }
  if (use.credentials.empty()) {
    // What git finds where it keeps such.
    const ValueRef stored = stored_git_token(machine);
    if (stored) add(use.credentials, in_user_info(stored));
    const ValueRef netrc = stored ? nullptr : netrc_token(machine);
    if (netrc) add(use.credentials, in_token(netrc));
  }
  if (use.credentials.empty() && machine.session.persisted && !url) {
    add(use.credentials,
        in_token(job_token({machine.unit->path, given.node->line + machine.unit->first_line - 1,
                            "the checkout keeps $(System.AccessToken)"})));
  }
  if (use.url && sketch(use.url) == "{}" && all_surely_ours(use.credentials)) {
    // Wherever in the service the repository is, git asks the same of the token.
    use.url = text_value(std::string(any_remote));
  }
  if (!use.url) {
    // The remote of the checkout: the pipeline's own repository.
    use.url = text_value(std::string(any_remote));
    use.own = machine.in_pipeline;
    const bool guess = !machine.in_pipeline;
    if (guess) {
      use.credentials.erase(std::remove_if(use.credentials.begin(), use.credentials.end(),
                                           [](const FoundCredential& found) {
                                             return !found.basic &&
                                                    !names_azure_devops(found.credential.name);
                                           }),
                            use.credentials.end());
    }
  }
  send(machine, use);
}

void change_remotes(Machine& machine, const GitCall& call) {
  const std::string what = call.words.empty() ? "" : literal_prefix(call.words[0]);
  if ((what == "add" || what == "set-url") && call.words.size() >= 3) {
    machine.session.remotes[sketch(call.words[1])] = {call.words[2], nullptr};
  }
}

// `git credential approve` and the like keep what they are told: "host=…" and "password=…", a line
// each.
void keep_credential(Machine& machine, const Given& given) {
  if (!given.input) return;
  ValueRef host = text_value("dev.azure.com");
  ValueRef password;
  for (const ValueRef& line : split(given.input, '\n')) {
    const std::string prefix = literal_prefix(line);
    if (prefix.starts_with("host=")) host = without_prefix(line, 5);
    if (prefix.starts_with("password=")) password = without_prefix(line, 9);
  }
  if (!password || !holds_source(password)) return;
  const ValueRef url = join({text_value("https://x:"), password, text_value("@"), host});
  write_file(machine, text_value("~/.git-credentials"), url, true, *given.node);
}

bool keeps_credential(const GitCall& call) {
  const std::string what = call.words.empty() ? "" : literal_prefix(call.words[0]);
  return call.command.starts_with("credential") && (what == "approve" || what == "store");
}

void configure(Machine& machine, const GitCall& call) {
  if (call.words.size() < 2) return;
  GitCall set;
  note_setting(call.words[0], call.words[1], set);
  for (const ValueRef& header : set.headers) machine.session.git_headers.push_back(header);
  for (const Remote& one : set.replacements) machine.session.replacements.push_back(one);
  if (set.header_url) machine.session.git_header_url = set.header_url;
  if (literal_prefix(call.words[0]) == "remote.origin.url") {
    machine.session.remotes["origin"] = {call.words[1], nullptr};
  }
}

}  // namespace

void git_transfer(Machine& machine, const Node& node, GitTransfer transfer,
                  std::vector<FoundCredential> credentials) {
  auto& origin = machine.session.remotes["origin"];
  if (transfer.url && transfer.verb == "fetch") origin = {transfer.url, nullptr};
  Outgoing use;
  use.kind = CallKind::git;
  use.fixed_verb = std::move(transfer.verb);
  use.node = &node;
  use.url = transfer.url ? transfer.url : origin.url;
  use.credentials = std::move(credentials);
  if (use.url) add(use.credentials, in_user_info(user_info_of(use.url)));
  const bool known = use.url && sketch(use.url) != "{}";
  if (!known) {
    // Only the token tells whose it is, if anything does.
    use.url = text_value(std::string(any_remote));
    use.guessed = !all_surely_ours(use.credentials);
  }
  send(machine, use);
}

static ValueRef run_git_command(Machine& machine, const Given& given, const ProgramWords& words) {
  const GitCall call = read_call(machine, words);
  // The aliases of `az devops configure --use-git-aliases`.
  if (call.command == "pr" || call.command == "repo") {
    ProgramWords command = {text_value("repos")};
    const auto at = std::find_if(words.begin(), words.end(), [&call](const ValueRef& word) {
      return literal_prefix(word) == call.command;
    });
    command.insert(command.end(), at + (call.command == "pr" ? 0 : 1), words.end());
    return run_az(machine, given, command);
  }
  if (call.command == "clone" && !call.words.empty()) {
    machine.session.remotes["origin"] = {call.words.front(), nullptr};
    transfer(machine, given, call, call.words.front(), "fetch");
  } else if (call.command == "fetch" || call.command == "pull" || call.command == "ls-remote") {
    transfer(machine, given, call, target_of(machine, call), "fetch");
  } else if (call.command == "submodule" && !call.words.empty() &&
             literal_prefix(call.words[0]) == "update") {
    transfer(machine, given, call, nullptr, "fetch");
  } else if (call.command == "push") {
    transfer(machine, given, call, target_of(machine, call), "push");
  } else if (keeps_credential(call)) {
    keep_credential(machine, given);
  } else if (call.command == "remote") {
    change_remotes(machine, call);
  } else if (call.command == "config") {
    configure(machine, call);
  }
  return hole("the output of git");
}

// `git $command …`: a word that nobody knows may be "push".
static void note_unknown_command(Machine& machine, const Given& given, const ProgramWords& words) {
  std::vector<FoundCredential> tokens;
  for (const ValueRef& word : words) add(tokens, in_user_info(user_info_of(word)));
  const GitCall call = read_call(machine, words);
  for (const ValueRef& header : call.headers) add(tokens, in_extra_header(header));
  for (const FoundCredential& token : tokens) {
    record_uncertain(machine, token, *given.node, "which command of git takes it is not known");
  }
}

ValueRef run_git(Machine& machine, const Given& given, const ProgramWords& words) {
  GitCall globals;
  const std::size_t at = read_globals(words, globals);
  const ValueRef command = at < words.size() ? words[at] : nothing();
  if (command->kind == ValueKind::choice) {
    for (const ValueRef& one : command->parts) {
      ProgramWords alternative = words;
      alternative[at] = one;
      run_git_command(machine, given, alternative);
    }
    return hole("the output of git");
  }
  if (literal_prefix(command).empty() && at < words.size()) {
    note_unknown_command(machine, given, words);
  }
  return run_git_command(machine, given, words);
}

}  // namespace patdown::trace
