#include "token/trace/leaving_tokens.h"

#include "token/trace/client_call.h"
#include "token/trace/emit.h"
#include "token/trace/request_url.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <string>
#include <utility>

namespace patdown::trace {

bool is_token(const FoundCredential& found, std::string_view given_as) {
  return speaks_of_token(found.credential.name) || found.basic ||
         found.credential.kind == "job-token" || speaks_of_token(given_as);
}

namespace {

constexpr std::size_t max_within_depth = 4;  // settings in settings
constexpr std::size_t max_within_fields = 64;

void collect(const ValueRef& value, const std::string& name, std::size_t depth,
             std::vector<FoundCredential>& all) {
  if (depth > max_within_depth) return;
  if (value->kind == ValueKind::list || value->kind == ValueKind::choice) {
    for (const ValueRef& one : value->parts) collect(one, name, depth + 1, all);
    return;
  }
  if (value->kind == ValueKind::object) {
    if (value->object->fields.size() > max_within_fields) return;
    for (const auto& [key, field] : value->object->fields) collect(field, key, depth + 1, all);
    return;
  }
  for (FoundCredential& found : credentials_in(value)) {
    const bool known = std::any_of(all.begin(), all.end(), [&found](const FoundCredential& one) {
      return one.credential.id == found.credential.id;
    });
    if (!known && is_token(found, name)) all.push_back(std::move(found));
  }
}

// "settings.json", "$CONFIG"; empty if the path is not known.
std::string file_written(const ValueRef& path) {
  if (!path) return {};
  if (path->source.kind == SourceKind::environment && !path->source.name.empty()) {
    return path->source.name;
  }
  const std::string text = sketch(path);
  return text == "{}" ? std::string() : text;
}

// "backend.example.com"; empty if it is not known.
std::string host_of(const ValueRef& url) {
  const std::string text = url ? sketch(url) : "";
  const auto scheme = text.find("://");
  if (scheme == std::string::npos) return {};
  const std::string host =
      text.substr(scheme + 3, text.find_first_of("/?", scheme + 3) - scheme - 3);
  return host.find("{}") == std::string::npos ? host : std::string();
}

}  // namespace

std::vector<FoundCredential> tokens_within(const ValueRef& value) {
  std::vector<FoundCredential> all;
  collect(value, "", 0, all);
  return all;
}

ValueRef written_down(const LibraryCall& call) {
  const ValueRef path = selected(call, call.row.url);
  ValueRef content = selected(call, call.row.body);
  if (!content) return nothing();
  if (!path && !call.row.url.empty()) return content;  // `yaml.dump(x)` gives the text
  const std::string file = file_written(path);
  const std::string why =
      "whoever reads " + (file.empty() ? "what it is written to" : file) + " takes it";
  for (const FoundCredential& token : tokens_within(content)) {
    record_uncertain(call.machine, token, *call.given.node, why);
  }
  return nothing();
}

void note_sent_within(Machine& machine, const ValueRef& body, const ValueRef& url,
                      const Node& node) {
  if (!body) return;
  const std::string host = host_of(url);
  const std::string why =
      "it is in the body of what " + (host.empty() ? "a server" : host) + " is sent";
  for (const FoundCredential& token : tokens_within(body)) {
    record_uncertain(machine, token, node, why);
  }
}

}  // namespace patdown::trace
