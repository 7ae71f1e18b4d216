#include "token/trace/outside.h"

#include "core/letters.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/names.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::string_view output_of = "the output of ";
constexpr std::size_t max_outside_depth = 6;  // headers in options in arguments

// "./gone.clients.get_git_client" → "get_git_client"
std::string last_name(std::string_view name) {
  return std::string(name.substr(name.find_last_of("./:\n") + 1));
}

// The name of what gives the value; empty if it has none.
std::string origin_of(const ValueRef& value) {
  if (value->kind == ValueKind::symbol && !value->text.starts_with('\n')) {
    return last_name(value->text);
  }
  const bool output = value->kind == ValueKind::hole && value->text.starts_with(output_of);
  return output ? last_name(value->text) : std::string();
}

bool is_word(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_word_letter);
}

void add(std::vector<FoundCredential>& all, std::vector<FoundCredential> more) {
  all.insert(all.end(), more.begin(), more.end());
}

void collect(const Machine& machine, const ValueRef& value, std::size_t line, std::size_t depth,
             std::vector<FoundCredential>& found);

// Of a table the fields that authenticate, and tables that nobody knows whose fields it took over.
void collect_fields(const Machine& machine, const ValueRef& table, std::size_t line,
                    std::size_t depth, std::vector<FoundCredential>& found) {
  static constexpr std::array<std::string_view, 5> telling = {
      "authorization", "auth", "headers", "credentials", "defaultrequestheaders"};
  const std::map<std::string, ValueRef>& fields = table->object->fields;
  for (const std::string_view name : telling) {
    const auto field = fields.find(std::string(name));
    if (field != fields.end()) collect(machine, field->second, line, depth + 1, found);
  }
  const auto rest = fields.find(std::string(taken_over_key));
  if (found.empty() && rest != fields.end()) {
    collect(machine, rest->second, line, depth + 1, found);
  }
}

// Of "Bearer x" the x.
void collect(const Machine& machine, const ValueRef& value, std::size_t line, std::size_t depth,
             std::vector<FoundCredential>& found) {
  if (!value || depth > max_outside_depth) return;
  switch (value->kind) {
    case ValueKind::object:
      return collect_fields(machine, value, line, depth, found);
    case ValueKind::list:
    case ValueKind::encoded:
    case ValueKind::choice:
      for (const ValueRef& part : value->parts) collect(machine, part, line, depth + 1, found);
      return;
    case ValueKind::join:
      return collect(machine, value->parts.back(), line, depth + 1, found);
    default:
      break;
  }
  if (const ValueRef named = from_outside(machine, value, line)) add(found, in_token(named));
}

// What people call clients of areas whose name is long.
std::string whole_area(std::string area) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> short_names = {
      {{"wit", "workitemtracking"},
       {"workitem", "workitemtracking"},
       {"workitems", "workitemtracking"},
       {"agent", "taskagent"},
       {"pipeline", "pipelines"}}};
  for (const auto& [brief, whole] : short_names) {
    if (area == brief) return std::string(whole);
  }
  return area;
}

// "getGitApi", "create_build_client", "_witClient", "git": the area. Names that say neither
// "client" nor "api" must be ones that hardly stand for anything else: `client.Builds` may be any
// service's.
std::string area_by_name(std::string_view name) {
  static constexpr std::array<std::string_view, 5> alone = {"git", "wit", "build", "wiki", "tfvc"};
  std::string plain = lower(name);
  plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
  if (plain.ends_with("async")) plain.erase(plain.size() - 5);
  for (const std::string_view begin : {"get", "create", "make", "new"}) {
    if (plain.size() > begin.size() && plain.starts_with(begin)) {
      plain.erase(0, begin.size());
      break;
    }
  }
  std::string area = area_of(plain);
  const bool says = area.size() < plain.size();
  if (!says && std::find(alone.begin(), alone.end(), area) == alone.end()) return {};
  return whole_area(std::move(area));
}

// What the method is called on, as it is written: "self.git_client", "clients.git()".
std::string receiver_name(const Given& given) {
  if (given.node == nullptr || given.node->children.empty()) return {};
  return given.node->children.front().text;
}

bool names_other_service(std::string_view name) {
  static constexpr std::array<std::string_view, 6> others = {"octokit",   "github", "gitlab",
                                                             "bitbucket", "gitea",  "simplegit"};
  const std::string folded = lower(name);
  return std::any_of(others.begin(), others.end(), [&folded](std::string_view other) {
    return folded.find(other) != std::string::npos;
  });
}

// `octokit.git`, `this.gitlab.wiki`: parts of a client of another service.
bool is_of_other_service(const ValueRef& object, const Given& given) {
  constexpr std::size_t deepest = 8;
  if (object->kind == ValueKind::symbol && names_other_service(object->text)) return true;
  const Node* node = given.node;
  for (std::size_t depth = 0; node != nullptr && depth < deepest; ++depth) {
    if (depth > 0 && names_other_service(node->text)) return true;
    node = node->children.empty() ? nullptr : &node->children.front();
  }
  return false;
}

}  // namespace

ValueRef from_outside(const Machine& machine, const ValueRef& value, std::size_t line) {
  if (value->kind == ValueKind::source) return value;
  if (value->kind == ValueKind::hole) {
    if (!may_be_token(*value)) return nullptr;
    if (!value->source.id.empty()) return value;
  }
  const std::string name = origin_of(value);
  return is_word(name) ? script_variable(machine, name, line) : nullptr;
}

std::vector<FoundCredential> outside_credentials(const Machine& machine, const ValueRef& value,
                                                 std::size_t line) {
  std::vector<FoundCredential> found;
  collect(machine, value, line, 0, found);
  return found;
}

std::optional<OutsideClient> outside_client(const Machine& machine, const ValueRef& object,
                                            const Given& given) {
  if (is_of_other_service(object, given)) return std::nullopt;
  if (object->kind == ValueKind::source && object->source.kind == SourceKind::parameter) {
    std::string area = area_of(last_name(object->source.name));
    if (!sdk_method(area, given.callee)) area = area_by_name(last_name(object->source.name));
    if (!sdk_method(area, given.callee)) return std::nullopt;
    return OutsideClient{std::move(area), credentials_in(object)};
  }
  const bool given_so = object->kind == ValueKind::hole && may_be_token(*object);
  if (!given_so && object->kind != ValueKind::symbol) return std::nullopt;
  for (const std::string& name :
       {last_name(object->source.name), origin_of(object), receiver_name(given)}) {
    std::string area = area_by_name(name);
    if (area.empty() || !sdk_method(area, given.callee)) continue;
    std::vector<FoundCredential> tokens = credentials_in(object);
    if (tokens.empty()) tokens = in_token(script_variable(machine, name, given.node->line));
    return OutsideClient{std::move(area), std::move(tokens)};
  }
  return std::nullopt;
}

}  // namespace patdown::trace
