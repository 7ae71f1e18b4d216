// The paragraph that a README needs: which scopes each token needs, and because of what.

#include "output/output.h"
#include "output/printable.h"
#include "output/reason_groups.h"
#include "token/name_words.h"

#include <algorithm>
#include <map>

namespace patdown {
namespace {

constexpr std::size_t shown_calls = 5;  // of one scope; the JSON has them all
constexpr std::string_view full_access = "app_token";

// Text of the repository, which must not become markup.
std::string plain(const std::string& text) {
  std::string escaped;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_{}[]<>()#|!").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// In a cell of a table even code ends at a '|', and code ends at a backtick.
std::string code(const std::string& text) {
  std::string shown;
  for (const char c : printable(text)) {
    if (c == '|') shown += '\\';
    shown += c == '`' ? '\'' : c;
  }
  return "`" + shown + "`";
}

std::string scope_text(const std::string& name, const Report& report) {
  if (name == full_access) return "Full access (`app_token`)";
  const auto label = report.scope_labels.find(name);
  return label == report.scope_labels.end() ? code(name)
                                            : plain(label->second) + " (" + code(name) + ")";
}

std::string call_text(const PricedUse& priced) {
  std::string text = code(priced.call);
  const bool says_more = priced.operation_title != priced.call;
  if (!priced.operation_title.empty() && says_more)
    text += " (" + plain(priced.operation_title) + ")";
  return text;
}

// One call, wherever it is made.
struct CallPlaces {
  std::string call;
  std::string places;
  std::string last_path;
};

void add_place(CallPlaces& made, const TokenUse& use) {
  const std::string line = std::to_string(use.line);
  const bool same = use.path == made.last_path;
  made.places += same ? ", " + line : ", " + plain(use.path) + ":" + line;
  made.last_path = use.path;
}

std::string calls_text(const Token& token, const std::vector<std::size_t>& uses) {
  std::vector<CallPlaces> calls;
  const std::size_t shown = std::min(uses.size(), shown_calls);
  for (std::size_t i = 0; i < shown; ++i) {
    const PricedUse& priced = token.uses.at(uses[i]);
    const std::string call = call_text(priced);
    auto made = std::find_if(calls.begin(), calls.end(),
                             [&call](const CallPlaces& one) { return one.call == call; });
    if (made == calls.end()) made = calls.insert(made, {call, "", ""});
    add_place(*made, priced.use);
  }
  std::string text;
  for (const CallPlaces& made : calls) {
    if (!text.empty()) text += "<br>";
    text += made.call + made.places;
  }
  if (uses.size() > shown) text += "<br>and " + grouped(uses.size() - shown) + " more";
  return text;
}

std::string need_text(const Token& token, const Report& report) {
  if (!token.minimal) return "What it needs could not be determined.\n";
  if (token.minimal->empty()) return "None of its calls needs a scope.\n";
  const bool one = token.minimal->size() == 1;
  std::string text = token.kind == "job-token" ? "The job's own token needs the rights of "
                     : token.kind == "entra-token"
                         ? std::string("An application that asks for it needs ")
                         : std::string("The token needs ");
  text += one ? "this scope" : "these scopes";
  text += token.complete ? ", because of what it is used for" : ", for the uses that are known";
  text += token.read_only ? "; it only reads:\n\n" : ":\n\n";
  text += "| scope | because of |\n| --- | --- |\n";
  for (const ScopeReason& reason : token.because) {
    text +=
        "| " + scope_text(reason.scope, report) + " | " + calls_text(token, reason.uses) + " |\n";
  }
  return text;
}

std::string not_needed_text(const Token& token, const Report& report) {
  std::string text;
  for (const ScopeReason& reason : token.not_needed) {
    text += "- " + scope_text(reason.scope, report) + ": " + plain(reason.why) + "\n";
  }
  return text.empty() ? text : "\nIt does not need:\n\n" + text;
}

// Several tokens may have one name: then the file tells them apart.
std::string heading(const Token& token, bool several) {
  std::string text;
  if (names_no_token(token.name)) {
    text = "The token behind " + code(token.name);
  } else if (token.name.starts_with("the ")) {
    text = plain("T" + token.name.substr(1));
  } else {
    text = code(token.name);
  }
  return several && !token.declared_path.empty() ? text + " in " + plain(token.declared_path)
                                                 : text;
}

std::string unresolved_text(const Token& token, const Report& report) {
  std::string text;
  for (const ReasonGroup& group : reason_groups(token, report.coverage.partly_read)) {
    text += "- " + plain(group_text(group)) + "\n";
  }
  return text.empty() ? text : "\nIt may need more, since these uses are not known:\n\n" + text;
}

}  // namespace

std::string write_scopes_markdown(const Report& report) {
  std::string text = "## Tokens\n";
  if (report.tokens.empty()) return text + "\nNo use of a token was found.\n";
  std::map<std::string, std::size_t> named;
  for (const Token& token : report.tokens) ++named[token.name];
  for (const Token& token : report.tokens) {
    text += "\n### " + heading(token, named[token.name] > 1) + "\n\n" + need_text(token, report) +
            not_needed_text(token, report) + unresolved_text(token, report);
  }
  return text;
}

}  // namespace patdown
