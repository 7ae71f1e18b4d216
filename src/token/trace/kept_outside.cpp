#include "token/trace/kept_outside.h"

#include "core/letters.h"
#include "core/secret_text.h"
#include "token/trace/library.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::string_view mark = "kept:";
constexpr std::size_t longest_name = 200;
constexpr std::size_t most_words = 4096;  // bytes of what a program is asked

ValueRef kept(const Machine& machine, std::string why, Source source, std::size_t line) {
  Value value = *hole(std::move(why));
  value.trace = {step_at(machine, line, source.name + " is read")};
  value.source = std::move(source);
  return std::make_shared<const Value>(std::move(value));
}

// As it is spelled: two scripts that ask for "$VAULT" of the environment ask for the same. What a
// parameter holds differs from script to script; then it is empty.
std::string spelled(const ValueRef& value) {
  if (value->kind != ValueKind::source) return literal(value).value_or("");
  const SourceKind kind = value->source.kind;
  const bool everywhere = kind == SourceKind::environment || kind == SourceKind::variable ||
                          kind == SourceKind::secret || kind == SourceKind::predefined;
  return everywhere ? value->source.name : std::string();
}

// Words that say which secret is meant, fit to be shown: those that may hold one themselves are
// told apart by their hash.
std::string told_apart(const std::string& words) {
  const bool name = !words.empty() && words.size() <= longest_name &&
                    std::all_of(words.begin(), words.end(),
                                [](char c) { return is_word_letter(c) || c == '.' || c == '-'; });
  return name ? words : fingerprint_of("text", words, false);
}

// "config/x.json" of ".\\config\\x.json"; of a file of the checkout the path from its root.
std::string plain_path(std::string_view written) {
  const std::string path = replace_all(written, "\\", "/");
  const auto root = path.rfind(root_mark);
  std::string plain;
  std::size_t at = root == std::string::npos ? 0 : root + 1;
  while (at < path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = std::string_view(path).substr(at, end - at);
    const std::size_t last = plain.rfind('/') == std::string::npos ? 0 : plain.rfind('/') + 1;
    const bool up = part == ".." && !plain.empty() && plain.compare(last, 2, "..") != 0;
    if (up) {
      plain.erase(last == 0 ? 0 : last - 1);
    } else if (!part.empty() && part != ".") {
      if (!plain.empty() || (root == std::string::npos && path[0] == '/')) plain += '/';
      plain += part;
    }
    at = end + 1;
  }
  return plain;
}

// How a file is called: by its path; by its name alone if the folder is not known, which is then
// taken for the same wherever that name stands.
struct FileName {
  std::string id;
  std::string shown;
};

FileName name_of_file(const ValueRef& path) {
  // "$TOKEN_FILE", or its default: the name tells more.
  for (const ValueRef& one : alternatives(path)) {
    if (one->kind == ValueKind::source) return {one->source.id, one->source.name};
  }
  if (const auto text = literal(path)) {
    const std::string plain = plain_path(*text);
    return {lower(plain), plain};
  }
  std::string name = plain_path(sketch(path));
  name.erase(0, name.rfind('/') + 1);
  const bool known = name.find('.') != std::string::npos && name.find("{}") == std::string::npos;
  return known ? FileName{"?/" + lower(name), name} : FileName{};
}

bool is_option(const ValueRef& word) {
  return literal_prefix(word).starts_with('-');
}

// A cmdlet that asks a store for a secret: the parameters that say which, by name and place.
struct StoreCmdlet {
  std::string_view name;  // lower case
  std::string_view store;
  std::string_view secret_parameter;
  std::size_t secret_place;
  std::string_view vault_parameter;  // empty if there is one store
  std::size_t vault_place;
};

// https://learn.microsoft.com/powershell/module/microsoft.powershell.secretmanagement/get-secret
// https://learn.microsoft.com/azure/automation/shared-resources/variables
constexpr std::size_t nowhere = 99;
constexpr std::array<StoreCmdlet, 6> store_cmdlets = {{
    {"get-azkeyvaultsecret", "vault", "Name", 1, "VaultName", 0},
    {"get-azurekeyvaultsecret", "vault", "Name", 1, "VaultName", 0},
    {"get-secret", "secret", "Name", 0, "Vault", 1},
    {"get-storedcredential", "credential", "Target", 0, "", nowhere},
    {"get-automationvariable", "automation", "Name", 0, "", nowhere},
    {"get-automationpscredential", "automation", "Name", 0, "", nowhere},
}};

ValueRef told(const Given& given, std::string_view parameter, std::size_t place) {
  if (parameter.empty()) return nullptr;
  ValueRef named = argument(given, {parameter});
  if (named) return named;
  return place == nowhere ? nullptr : positional(given, place);
}

// The programs whose first word says which part of the file is meant.
bool selects(std::string_view program, std::string_view script) {
  static constexpr std::array<std::string_view, 2> always = {"grep", "jq"};
  static constexpr std::array<std::string_view, 3> by_pattern = {"awk", "sed", "perl"};
  const auto is = [program](std::string_view one) { return one == program; };
  return std::any_of(always.begin(), always.end(), is) ||
         (script.find('/') != std::string_view::npos &&
          std::any_of(by_pattern.begin(), by_pattern.end(), is));
}

struct WhichSecret {
  ValueRef name;   // may be null
  ValueRef vault;  // may be null
};

ValueRef secret_of_store(const Machine& machine, std::string_view store, const WhichSecret& which,
                         std::size_t line) {
  const std::string name = which.name ? spelled(which.name) : "";
  if (name.empty()) return hole("a secret store");
  std::string id(mark);
  id.append(store).append(" ");
  id.append(which.vault ? lower(spelled(which.vault)) : "").append(" ").append(lower(name));
  return kept(machine, "a secret store",
              {SourceKind::script_variable, std::move(id), "the secret " + name}, line);
}

}  // namespace

bool is_kept_outside(std::string_view id) {
  return id.starts_with("file:") || id.starts_with(mark);
}

ValueRef file_content(const Machine& machine, const ValueRef& path, std::size_t line) {
  if (ValueRef written = written_file(machine, path)) return written;
  const FileName name = name_of_file(path);
  if (name.id.empty()) return hole("a file");
  return kept(machine, "a file",
              {SourceKind::script_variable, "file:" + name.id, "the file " + name.shown}, line);
}

ValueRef secret_of_vault(const Machine& machine, const ValueRef& name, const ValueRef& vault,
                         std::size_t line) {
  return secret_of_store(machine, "vault", {name, vault}, line);
}

ValueRef secret_of_cmdlet(const Machine& machine, const Given& given) {
  const std::string callee = lower(given.callee);
  const auto cmdlet =
      std::find_if(store_cmdlets.begin(), store_cmdlets.end(),
                   [&callee](const StoreCmdlet& one) { return one.name == callee; });
  if (cmdlet == store_cmdlets.end()) return nullptr;
  const ValueRef vault = told(given, cmdlet->vault_parameter, cmdlet->vault_place);
  // `Get-AzKeyVaultSecret -VaultName v pat`: what is named leaves its place to the next.
  const bool moved = !cmdlet->vault_parameter.empty() &&
                     cmdlet->vault_place < cmdlet->secret_place &&
                     argument(given, {cmdlet->vault_parameter});
  const ValueRef secret = told(given, cmdlet->secret_parameter, moved ? 0 : cmdlet->secret_place);
  return secret_of_store(machine, cmdlet->store, {secret, vault}, given.node->line);
}

bool is_secret_itself(std::string_view id, std::string_view field) {
  static constexpr std::array<std::string_view, 4> fields = {"secretvalue", "secretvaluetext",
                                                             "password", "value"};
  static constexpr std::array<std::string_view, 4> stores = {
      "kept:vault ", "kept:secret ", "kept:credential ", "kept:automation "};
  const std::string name = lower(field);
  return std::find(fields.begin(), fields.end(), name) != fields.end() &&
         std::any_of(stores.begin(), stores.end(),
                     [id](std::string_view store) { return id.starts_with(store); });
}

ValueRef taken_from_file(const Machine& machine, const Given& given,
                         const std::vector<ValueRef>& words) {
  std::vector<ValueRef> operands = words;
  std::erase_if(operands, is_option);
  // tr reads no file; the others' first word is what they do, but for cut's.
  const bool script = given.callee != "cut" && given.callee != "tr";
  ValueRef content = given.input;
  if (!content) {
    if (given.callee == "tr" || operands.size() < (script ? 2U : 1U)) return hole("a file");
    content = file_content(machine, operands.back(), given.node->line);
  }
  const bool file = content->kind == ValueKind::hole && content->source.id.starts_with("file:");
  const std::string which = operands.empty() ? "" : literal(operands.front()).value_or("");
  if (!file || !script || !selects(given.callee, which)) return content;
  Value part = *content;
  part.source.id.append(" ").append(told_apart(which));
  return std::make_shared<const Value>(std::move(part));
}

ValueRef answer_to(const Machine& machine, const Given& given) {
  std::string why = "the output of " + given.callee;
  std::string words;
  for (const GivenArg& arg : given.args) {
    const std::string word = arg.value->kind == ValueKind::function ? "" : spelled(arg.value);
    if (word.empty() || words.size() > most_words) return hole(std::move(why));
    words.append(arg.spelled).append(" ").append(word).append("\n");
  }
  std::string id(mark);
  id.append(given.callee);
  if (!words.empty()) id.append(" ").append(fingerprint_of("text", words, false));
  return kept(machine, why, {SourceKind::script_variable, std::move(id), why}, given.node->line);
}

}  // namespace patdown::trace
