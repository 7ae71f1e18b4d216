// The parts of URLs that are texts.

#include "core/letters.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

enum class UrlPart { none, host, path, query, whole };

struct UrlPartName {
  std::string_view name;
  UrlPart part;
};

constexpr std::array<UrlPartName, 15> part_names = {{{"host", UrlPart::host},
                                                     {"hostname", UrlPart::host},
                                                     {"netloc", UrlPart::host},
                                                     {"authority", UrlPart::host},
                                                     {"path", UrlPart::path},
                                                     {"pathname", UrlPart::path},
                                                     {"absolutepath", UrlPart::path},
                                                     {"pathandquery", UrlPart::path},
                                                     {"request_uri", UrlPart::path},
                                                     {"search", UrlPart::query},
                                                     {"query", UrlPart::query},
                                                     {"params", UrlPart::query},
                                                     {"href", UrlPart::whole},
                                                     {"absoluteuri", UrlPart::whole},
                                                     {"originalstring", UrlPart::whole}}};

UrlPart part_named(std::string_view name) {
  const std::string folded = lower(name);
  const auto* found =
      std::find_if(part_names.begin(), part_names.end(),
                   [&folded](const UrlPartName& one) { return one.name == folded; });
  return found == part_names.end() ? UrlPart::none : found->part;
}

struct UrlHalves {
  std::vector<ValueRef> host;
  std::vector<ValueRef> path;
};

// Of a URL whose base nobody knows, "{}/shop/_apis/build": the base stands for the host and for the
// first name of the path.
std::optional<UrlHalves> halves_behind_base(const Variant& variant) {
  const std::vector<ValueRef>& pieces = variant.pieces;
  const bool base = pieces.size() > 1 && pieces[0]->kind != ValueKind::text &&
                    pieces[1]->kind == ValueKind::text && pieces[1]->text.starts_with('/');
  if (!base) return std::nullopt;
  UrlHalves halves;
  halves.host = {pieces[0]};
  halves.path = {text_value("/"), hole("the base of a URL")};
  for (std::size_t k = 1; k < pieces.size(); ++k) {
    const bool text = pieces[k]->kind == ValueKind::text;
    const auto query = text ? pieces[k]->text.find('?') : std::string::npos;
    halves.path.push_back(text ? text_value(pieces[k]->text.substr(0, query)) : pieces[k]);
    if (query != std::string::npos) break;
  }
  return halves;
}

// nullopt if it is no absolute URL.
std::optional<UrlHalves> halves_of(const Variant& variant) {
  UrlHalves halves;
  if (variant.pieces.empty()) return std::nullopt;
  const ValueRef& first = variant.pieces.front();
  bool in_path = false;
  if (first->kind == ValueKind::source && first->source.kind == SourceKind::collection) {
    halves.host = {text_value("dev.azure.com")};
    halves.path = {text_value("/"), hole("the organization"), text_value("/")};
    in_path = true;
  } else if (first->kind != ValueKind::text || first->text.find("://") == std::string::npos) {
    return halves_behind_base(variant);
  }
  for (std::size_t k = 0; k < variant.pieces.size(); ++k) {
    const ValueRef& piece = variant.pieces[k];
    if (piece->kind != ValueKind::text) {
      if (k > 0 || !in_path) (in_path ? halves.path : halves.host).push_back(piece);
      continue;
    }
    std::string text = piece->text;
    if (k == 0) text.erase(0, text.find("://") + 3);
    const auto query = text.find('?');
    if (query != std::string::npos) text.erase(query);
    const auto slash = in_path ? 0 : text.find('/');
    if (slash == std::string::npos) {
      halves.host.push_back(text_value(text));
    } else {
      if (!in_path) halves.host.push_back(text_value(text.substr(0, slash)));
      halves.path.push_back(text_value(text.substr(slash)));
      in_path = true;
    }
    if (query != std::string::npos) break;
  }
  if (halves.path.empty()) halves.path.push_back(text_value("/"));
  return halves;
}

}  // namespace

ValueRef part_of_url(const ValueRef& url, std::string_view name) {
  const UrlPart part = part_named(name);
  if (part == UrlPart::none) return nullptr;
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(url)) {
    std::optional<UrlHalves> halves = halves_of(variant);
    if (!halves) return nullptr;
    values.push_back(
        join(part == UrlPart::host ? std::move(halves->host) : std::move(halves->path)));
    arms.push_back(variant.arms);
  }
  if (values.empty()) return nullptr;
  if (part == UrlPart::whole) return url;
  if (part == UrlPart::query) return text_value("");
  return choice(std::move(values), std::move(arms));
}

}  // namespace patdown::trace
