#include "output/explain.h"

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using nlohmann::ordered_json;

// Bounds the list of operations in the text: `vso.work` opens 140.
constexpr std::size_t shown_operations = 20;

std::string list(const std::vector<std::string>& names, const char* separator) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += separator;
    text += name;
  }
  return text;
}

void add_line(std::string& text, const char* name, const std::string& value) {
  if (value.empty()) return;
  std::string line = std::string("  ") + name;
  line.resize(14, ' ');
  text += line + value + "\n";
}

std::string needed(const Explanation& explanation) {
  if (!explanation.scopes) {
    if (explanation.needs_full_access) return "full access (app_token): no scope opens it";
    return explanation.status == "no-pat" ? "no personal access token is accepted" : "not known";
  }
  if (explanation.scopes->empty()) return "none";
  return list(*explanation.scopes, " or ");
}

std::string some_operations(const std::vector<std::string>& ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < shown_operations; ++i) {
    text += (i == 0 ? "" : "\n              ") + ids[i];
  }
  if (ids.size() > shown_operations) {
    text += "\n              and " + std::to_string(ids.size() - shown_operations) + " more";
  }
  return text;
}

std::string write_scope_text(const Explanation& explanation) {
  std::string text = explanation.request + "\n";
  add_line(text, "label", list(explanation.labels, ", "));
  add_line(text, "implies", list(explanation.implies, ", "));
  add_line(text, "implied by", list(explanation.implied_by, ", "));
  add_line(text, "note", explanation.note);
  add_line(text, "opens", some_operations(explanation.operations));
  return text;
}

ordered_json operation_of(const Explanation& explanation) {
  if (!explanation.has_operation) return nullptr;
  ordered_json operation;
  operation["id"] = explanation.operation;
  operation["title"] = explanation.title;
  operation["verb"] = explanation.verb;
  operation["route"] = explanation.route;
  return operation;
}

}  // namespace

std::string write_explain_text(const Explanation& explanation) {
  if (explanation.subject == Subject::scope) return write_scope_text(explanation);
  std::string text = explanation.request + "\n";
  add_line(text, "status", explanation.status);
  if (explanation.has_operation) {
    add_line(text, "operation", explanation.title + " (" + explanation.operation + ")");
    add_line(text, "route",
             explanation.verb + (explanation.verb.empty() ? "" : " ") + explanation.route);
  }
  if (explanation.status != "not-an-api") add_line(text, "scopes", needed(explanation));
  add_line(text, "labels", list(explanation.labels, " or "));
  add_line(text, "advised", list(explanation.advised, " or "));
  add_line(text, "implied by", list(explanation.implied_by, ", "));
  add_line(text, "note", explanation.note);
  return text;
}

std::string write_explain_json(const Explanation& explanation) {
  ordered_json object;
  object["request"] = explanation.request;
  object["platform"] = explanation.platform;
  object["status"] = explanation.status;
  object["operation"] = operation_of(explanation);
  object["scopes"] = explanation.scopes ? ordered_json(*explanation.scopes) : ordered_json(nullptr);
  object["implied_by"] = explanation.implied_by;
  object["labels"] = explanation.labels;
  object["note"] = explanation.note;
  if (!explanation.advised.empty()) object["advised"] = explanation.advised;
  if (explanation.needs_full_access) object["needs_full_access"] = true;
  if (explanation.subject == Subject::scope) {
    object["implies"] = explanation.implies;
    object["operations"] = explanation.operations;
  }
  // A request may hold any byte: what is no UTF-8 is replaced.
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace patdown
