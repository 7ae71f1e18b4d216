#include "token/trace/text_holders.h"

#include "core/secret_text.h"
#include "core/text.h"
#include "token/name_words.h"
#include "token/trace/client_call.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace patdown::trace {
namespace {

constexpr std::string_view shown_mark = "text:";
constexpr std::string_view secret_mark = "secret-text:";
constexpr std::size_t longest_text = 200;  // bytes, as of tokens that are spelled out

// What is held under a name in a file: texts, and the hashes that secrets are told apart by.
using Holders = std::map<std::string, std::string, std::less<>>;

void hold(Holders& holders, const Node& value, const std::string& name) {
  if (value.kind != NodeKind::text || value.text.size() > longest_text) return;
  const std::string text(trimmed(value.text));
  if (text.empty() || name.empty()) return;
  const auto [at, fresh] = holders.emplace(text, name);
  // Of several names one that speaks of a token.
  if (!fresh && !speaks_of_token(at->second) && speaks_of_token(name)) at->second = name;
}

// export X="<pat>"
void hold_declared(Holders& holders, const Node& call) {
  static constexpr std::array<std::string_view, 5> declaring = {"export", "local", "declare",
                                                                "readonly", "typeset"};
  if (std::find(declaring.begin(), declaring.end(), call.text) == declaring.end()) return;
  for (const Arg& arg : call.args) {
    const auto equals = arg.value.text.find('=');
    if (arg.value.kind != NodeKind::text || equals == std::string::npos) continue;
    Node value = arg.value;
    value.text.erase(0, equals + 1);
    hold(holders, value, arg.value.text.substr(0, equals));
  }
}

void collect(Holders& holders, const Node& node);

void collect_arguments(Holders& holders, const std::vector<Arg>& args) {
  for (const Arg& arg : args) {
    if (speaks_of_token(arg.name)) hold(holders, arg.value, arg.name);
    for (const Node& key : arg.key) collect(holders, key);
    collect(holders, arg.value);
  }
}

// Trees are of bounded depth (code/form.h).
void collect(Holders& holders, const Node& node) {
  if (node.kind == NodeKind::assign && node.children.size() > 1) {
    const Node& target = node.children[0];
    const bool named = target.kind == NodeKind::name || target.kind == NodeKind::field;
    const std::string name = (target.scope == "env" ? "env:" : "") + target.text;
    if (named && !names_no_token(target.text)) hold(holders, node.children[1], name);
  }
  if (node.kind == NodeKind::call) hold_declared(holders, node);
  collect_arguments(holders, node.args);
  for (const Node& child : node.children) collect(holders, child);
  for (const Node& input : node.input) collect(holders, input);
  for (const EnvEntry& entry : node.env) {
    if (speaks_of_token(entry.name)) hold(holders, entry.value, entry.name);
    collect(holders, entry.value);
  }
}

class Holding {
 public:
  explicit Holding(Library& library) : library_(library) {}

  // The name under which `path` keeps the text of such a token; empty if it does not.
  std::string in_file(const std::string& path, const Credential& credential) {
    const std::string& id = credential.id;
    if (id.starts_with(secret_mark)) {
      const Holders& hashes = of(path, true);
      const auto found = hashes.find(id);
      return found == hashes.end() ? std::string() : found->second;
    }
    const Holders& texts = of(path, false);
    // Behind the file that it was first met in.
    const auto begin = id.find(':', shown_mark.size());
    if (begin == std::string::npos) return {};
    const auto found = texts.find(std::string_view(id).substr(begin + 1));
    return found == texts.end() ? std::string() : found->second;
  }

 private:
  const Holders& of(const std::string& path, bool hashed) {
    const auto [at, fresh] = files_.try_emplace({path, hashed});
    if (!fresh) return at->second;
    if (!hashed) {
      const Script* script = library_.script(path);
      if (script != nullptr) collect(at->second, script->code->file);
      return at->second;
    }
    for (const auto& [text, name] : of(path, false)) {
      at->second.emplace(std::string(secret_mark) + fingerprint_of("text", text, false), name);
    }
    return at->second;
  }

  Library& library_;
  std::map<std::pair<std::string, bool>, Holders> files_;
};

bool is_text(const Credential& credential) {
  // A variable that is to be filled in has its name already.
  return credential.name.starts_with("the text ") &&
         (credential.id.starts_with(shown_mark) || credential.id.starts_with(secret_mark));
}

}  // namespace

void name_texts(Library& library, std::vector<TokenUse>& uses) {
  Holding holding(library);
  std::map<std::string, std::string> names;  // by id
  std::set<std::pair<std::string, std::string>> tried;
  for (const TokenUse& use : uses) {
    if (!is_text(use.credential)) continue;
    std::string& name = names[use.credential.id];
    std::vector<std::string> paths = {use.path};
    for (const TraceStep& step : use.trace) paths.push_back(step.path);
    for (const std::string& path : paths) {
      if (!name.empty() || !tried.emplace(use.credential.id, path).second) continue;
      name = holding.in_file(path, use.credential);
    }
  }
  // Two texts that one variable of a file holds in turn are told apart by their words.
  std::map<std::pair<std::string, std::string>, std::set<std::string>> sharing;
  for (const TokenUse& use : uses) {
    const auto named = names.find(use.credential.id);
    if (named != names.end()) sharing[{use.path, named->second}].insert(named->first);
  }
  for (TokenUse& use : uses) {
    const auto named = names.find(use.credential.id);
    if (named == names.end() || named->second.empty()) continue;
    if (sharing[{use.path, named->second}].size() > 1) continue;
    use.credential.name = "$" + named->second;
  }
}

}  // namespace patdown::trace
