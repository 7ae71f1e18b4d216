#include "token/trace/url_object.h"

#include "core/letters.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string>

namespace patdown::trace {
namespace {

constexpr std::string_view whole_field = "\nwhole";  // no name of a field
constexpr std::string_view made_of = "url";          // where a library's constructor keeps it
constexpr std::size_t max_nesting = 8;               // of joins in joins, URLs made of URLs

constexpr std::array<std::string_view, 3> host_parts = {"host", "hostname", "netloc"};
constexpr std::array<std::string_view, 3> path_parts = {"path", "pathname", "rawpath"};
constexpr std::array<std::string_view, 2> user_parts = {"username", "password"};
// Those that decide nothing.
constexpr std::array<std::string_view, 12> other_parts = {
    "scheme", "protocol", "port",        "query", "rawquery", "search",
    "params", "fragment", "rawfragment", "hash",  "user",     "userinfo"};

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <std::size_t size>
ValueRef first_part(const Object& object, const std::array<std::string_view, size>& names) {
  for (const std::string_view name : names) {
    const auto found = object.fields.find(std::string(name));
    if (found != object.fields.end() && !is_nothing(found->second)) return found->second;
  }
  return nullptr;
}

// Scheme and host: everything before the slash behind "://".
ValueRef origin_of(const Variant& variant) {
  std::vector<ValueRef> parts;
  bool inside = false;
  for (const ValueRef& piece : variant.pieces) {
    if (piece->kind != ValueKind::text) {
      // The pipeline's own organization stands in the path.
      const bool collection =
          piece->kind == ValueKind::source && piece->source.kind == SourceKind::collection;
      if (collection && parts.empty()) return text_value("https://dev.azure.com");
      parts.push_back(piece);
      if (!inside) break;
      continue;
    }
    const auto scheme = inside ? std::string::npos : piece->text.find("://");
    if (!inside && scheme == std::string::npos) break;
    const auto end = piece->text.find('/', inside ? 0 : scheme + 3);
    parts.push_back(text_value(piece->text.substr(0, end)));
    if (end != std::string::npos) break;
    inside = true;
  }
  return parts.empty() ? hole("the host of a URL") : join(std::move(parts));
}

ValueRef origin_of_any(const ValueRef& whole) {
  std::vector<ValueRef> origins;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(whole)) {
    origins.push_back(origin_of(variant));
    arms.push_back(variant.arms);
  }
  return origins.empty() ? hole("the host of a URL") : choice(std::move(origins), std::move(arms));
}

// "user:password@", as far as they are set; null if neither is.
ValueRef user_info(const Object& object) {
  const ValueRef user = first_part(object, std::array{user_parts[0]});
  const ValueRef password = first_part(object, std::array{user_parts[1]});
  if (!user && !password) return nullptr;
  std::vector<ValueRef> parts;
  if (user) parts.push_back(user);
  if (password) {
    parts.push_back(text_value(":"));
    parts.push_back(password);
  }
  parts.push_back(text_value("@"));
  return join(std::move(parts));
}

// `text` without "https://" and a user that stands there already.
std::string without_scheme(const std::string& text) {
  const std::string rest = text.substr(text.find("://") + 3);
  const auto at = rest.find_first_of("@/");
  return at != std::string::npos && rest[at] == '@' ? rest.substr(at + 1) : rest;
}

// The URL with a user in front of its host, whichever stands there.
ValueRef with_user(const ValueRef& url, const ValueRef& info) {
  std::vector<ValueRef> urls;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(url)) {
    std::vector<ValueRef> parts = variant.pieces;
    const bool begun = !parts.empty() && parts[0]->kind == ValueKind::text &&
                       parts[0]->text.find("://") != std::string::npos;
    if (begun) parts[0] = text_value(without_scheme(parts[0]->text));
    parts.insert(parts.begin(), {text_value("https://"), info});
    urls.push_back(join(std::move(parts)));
    arms.push_back(variant.arms);
  }
  return urls.empty() ? url : choice(std::move(urls), std::move(arms));
}

ValueRef spelled_within(const ValueRef& value, std::size_t depth);

ValueRef without_user(const Object& object, std::size_t depth) {
  const ValueRef kept = first_part(object, std::array{whole_field, made_of});
  const ValueRef whole = kept ? spelled_within(kept, depth + 1) : nothing();
  const ValueRef host = first_part(object, host_parts);
  const ValueRef path = first_part(object, path_parts);
  if (!host && !path) return is_nothing(whole) ? hole("a URL") : whole;
  if ((host && is_url_object(host)) || (path && is_url_object(path))) {
    return hole("a URL made of URLs");
  }
  const ValueRef origin = host                ? join({text_value("https://"), host})
                          : is_nothing(whole) ? hole("the host of a URL")
                                              : origin_of_any(whole);
  return join({origin, text_value("/"), path ? path : hole("the path of a URL")});
}

ValueRef spelled(const Object& object, std::size_t depth) {
  const ValueRef url = without_user(object, depth);
  const ValueRef info = user_info(object);
  return info ? with_user(url, info) : url;
}

ValueRef spelled_within(const ValueRef& value, std::size_t depth) {
  if (is_url_object(value)) {
    return depth > max_nesting ? hole("a URL made of URLs") : spelled(*value->object, depth);
  }
  const bool within = value->kind == ValueKind::join || value->kind == ValueKind::choice;
  if (!within || depth > max_nesting) return value;
  bool changed = false;
  std::vector<ValueRef> parts;
  parts.reserve(value->parts.size());
  for (const ValueRef& part : value->parts) {
    parts.push_back(spelled_within(part, depth + 1));
    changed = changed || parts.back() != part;
  }
  if (!changed) return value;
  return value->kind == ValueKind::join ? join(std::move(parts))
                                        : choice(std::move(parts), value->arms);
}

}  // namespace

bool is_url_part(std::string_view field) {
  const std::string name = lower(field);
  return is_one_of(name, host_parts) || is_one_of(name, path_parts) || is_one_of(name, other_parts);
}

bool is_user_part(std::string_view field) {
  return is_one_of(lower(field), user_parts);
}

ValueRef url_object(const ValueRef& whole, unsigned branch) {
  ValueRef object = object_value("url", branch);
  if (!is_nothing(whole)) object->object->fields[std::string(whole_field)] = whole;
  return object;
}

bool is_url_object(const ValueRef& value) {
  if (value->kind != ValueKind::object || value->object->type != "url") return false;
  const auto& fields = value->object->fields;
  return std::all_of(fields.begin(), fields.end(), [](const auto& field) {
    return field.first == whole_field || field.first == made_of || field.first == "auth" ||
           is_url_part(field.first) || is_user_part(field.first);
  });
}

ValueRef url_text(const ValueRef& value) {
  return spelled_within(value, 0);
}

}  // namespace patdown::trace
