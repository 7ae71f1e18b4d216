#include "token/trace/response.h"

#include "core/letters.h"
#include "token/trace/request_url.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

constexpr std::string_view response_text = "a response";

ValueRef part_of(const ValueRef& url, ResponsePart part) {
  Value value;
  value.kind = ValueKind::hole;
  value.text = response_text;
  value.answer = std::make_shared<const Response>(Response{url, part});
  return std::make_shared<const Value>(std::move(value));
}

// Up to the query, without the slashes in front of that; empty if a slash of it is not known.
std::vector<ValueRef> path_of(const Variant& variant) {
  std::vector<ValueRef> path;
  for (const ValueRef& piece : variant.pieces) {
    if (piece->kind != ValueKind::text) {
      path.push_back(piece);
      continue;
    }
    const auto query = piece->text.find('?');
    path.push_back(text_value(piece->text.substr(0, query)));
    if (query != std::string::npos) break;
  }
  while (!path.empty() && path.back()->kind == ValueKind::text) {
    std::string text = path.back()->text;
    while (text.ends_with('/')) text.pop_back();
    path.pop_back();
    if (text.empty()) continue;
    path.push_back(text_value(std::move(text)));
    break;
  }
  return path;
}

bool is_azure_devops(const std::vector<ValueRef>& path) {
  const std::vector<RequestUrl> all = request_urls(join(path));
  return !all.empty() && std::all_of(all.begin(), all.end(), [](const RequestUrl& one) {
    return one.service == UrlService::azure_devops && one.text.find("/_apis/") != std::string::npos;
  });
}

// The work items that a query found lie beside it.
std::vector<ValueRef> work_items_beside(const std::vector<ValueRef>& query) {
  constexpr std::string_view route = "/_apis/wit/";
  std::vector<ValueRef> path;
  for (const ValueRef& piece : query) {
    const auto at = piece->kind == ValueKind::text ? piece->text.find(route) : std::string::npos;
    if (at == std::string::npos) {
      path.push_back(piece);
      continue;
    }
    if (lower(piece->text).find("wiql", at) == std::string::npos) return {};
    path.push_back(text_value(piece->text.substr(0, at + route.size()) + "workItems"));
    return path;
  }
  return {};
}

template <typename Change>
ValueRef changed(const ValueRef& url, Change change) {
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(url_text(url))) {
    std::vector<ValueRef> path = path_of(variant);
    if (path.empty() || !is_azure_devops(path)) return nullptr;
    path = change(std::move(path));
    if (path.empty()) return nullptr;
    values.push_back(join(std::move(path)));
    arms.push_back(variant.arms);
  }
  return values.empty() ? nullptr : choice(std::move(values), std::move(arms));
}

// Where the resource is found; null if it does not say.
ValueRef own_url(const Response& answer) {
  const bool inside =
      answer.part != ResponsePart::whole && answer.part != ResponsePart::whole_links;
  return changed(answer.url, [inside](std::vector<ValueRef> path) {
    if (inside) {
      path.push_back(text_value("/"));
      path.push_back(hole("a number"));
    }
    return path;
  });
}

std::optional<ResponsePart> links_of(ResponsePart part) {
  switch (part) {
    case ResponsePart::whole:
      return ResponsePart::whole_links;
    case ResponsePart::made:
      return ResponsePart::made_links;
    case ResponsePart::member:
      return ResponsePart::member_links;
    default:
      return std::nullopt;
  }
}

// What libraries keep an answer's text or tree in.
bool is_body(std::string_view field) {
  static constexpr std::array<std::string_view, 6> names = {"json",    "data",   "body",
                                                            "content", "result", "parsed_response"};
  return std::find(names.begin(), names.end(), field) != names.end();
}

}  // namespace

ValueRef response_to(const ValueRef& url, std::string_view verb) {
  if (!url) return hole(std::string(response_text));
  return part_of(url, upper(verb) == "POST" ? ResponsePart::made : ResponsePart::whole);
}

ValueRef response_to(const ValueRef& url, const ValueRef& verb) {
  if (!verb) return response_to(url, "GET");
  const auto text = literal(verb);
  return text ? response_to(url, *text) : hole(std::string(response_text));
}

ValueRef part_of_response(const Value& response, std::string_view field) {
  const Response& answer = *response.answer;
  const std::string name = lower(field);
  const auto links = links_of(answer.part);
  const bool listed = answer.part == ResponsePart::member;
  ValueRef found;
  if (!links) {
    // `_links.self.href`; `_links.web.href` is a page.
    if (name == "self") return part_of(answer.url, answer.part);
    if (name == "href") found = own_url(answer);
  } else if (name == "url") {
    found = own_url(answer);
  } else if (name == "_links") {
    return part_of(answer.url, *links);
  } else if (!listed && is_body(name)) {
    return part_of(answer.url, answer.part);
  } else if (name == "value" && answer.part == ResponsePart::whole) {
    return part_of(answer.url, ResponsePart::member);
  } else if (name == "workitems" && !listed) {
    const ValueRef items = changed(answer.url, work_items_beside);
    if (items) return part_of(items, ResponsePart::member);
  }
  return found ? found : hole(std::string(response_text));
}

}  // namespace patdown::trace
