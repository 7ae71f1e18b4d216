#include "token/trace/request_url.h"

#include "core/letters.h"
#include "token/trace/empty_names.h"
#include "token/trace/library.h"
#include "token/trace/url_object.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

// While a URL is put together: what the pipeline's own values stand for.
constexpr char own_base = '\x04';
constexpr char own_project = '\x05';

std::string raw_text(const Variant& variant) {
  std::string text;
  for (const ValueRef& piece : variant.pieces) {
    if (piece->kind == ValueKind::text) {
      text += piece->text;
    } else if (piece->kind == ValueKind::source && piece->source.kind == SourceKind::collection) {
      text += own_base;
    } else if (piece->kind == ValueKind::source && piece->source.kind == SourceKind::project) {
      text += own_project;
    } else if (piece->kind == ValueKind::source && piece->source.kind == SourceKind::repository) {
      text += std::string(1, own_base) + "/" + own_project + "/_git/{}";
    } else if (!text.ends_with("{}")) {
      text += "{}";
    }
  }
  text.erase(std::remove(text.begin(), text.end(), root_mark), text.end());
  return text;
}

// Between the base and "_apis" or "_git" nothing but the project's own name.
bool is_own(std::string_view raw) {
  if (raw.empty() || raw[0] != own_base) return false;
  raw.remove_prefix(1);
  while (!raw.empty()) {
    while (raw.starts_with('/')) raw.remove_prefix(1);
    const std::string_view segment = raw.substr(0, raw.find('/'));
    if (segment.empty() || segment[0] == '_') return true;
    if (segment != std::string_view(&own_project, 1)) return false;
    raw.remove_prefix(segment.size());
  }
  return true;
}

std::string spelled_out(std::string_view raw) {
  std::string text;
  for (const char c : raw) {
    if (c == own_base) {
      text += "https://dev.azure.com/{}/";
    } else if (c == own_project) {
      text += "{}";
    } else {
      text += c;
    }
  }
  return text;
}

std::string trimmed(std::string text) {
  const auto is_noise = [](char c) {
    return c == ' ' || c == '"' || c == '\'' || c == '\n' || c == '\r' || c == '\t';
  };
  while (!text.empty() && is_noise(text.back())) text.pop_back();
  std::size_t first = 0;
  while (first < text.size() && is_noise(text[first])) ++first;
  return text.substr(first);
}

std::string without_user_info(std::string text) {
  const auto scheme = text.find("://");
  if (scheme == std::string::npos) return text;
  const auto end = text.find_first_of("/?", scheme + 3);
  const auto at = text.rfind('@', end);
  if (at == std::string::npos || at < scheme + 3) return text;
  return text.erase(scheme + 3, at - scheme - 2);
}

std::string with_single_slashes(const std::string& text) {
  std::string result;
  const auto query = text.find('?');
  for (std::size_t k = 0; k < text.size(); ++k) {
    const bool doubled = k < query && text[k] == '/' && !result.empty() && result.back() == '/';
    const bool scheme = result.size() >= 2 && result[result.size() - 2] == ':';
    if (!doubled || scheme) result += text[k];
  }
  return result;
}

// "https://feeds..dev.azure.com", "https://.dev.azure.com": a part of the host that may end in a
// dot, or be empty.
std::string with_whole_host(std::string text) {
  const auto scheme = text.find("://");
  if (scheme == std::string::npos) return text;
  const auto begin = scheme + 3;
  auto end = std::min(text.find_first_of("/?", begin), text.size());
  for (auto at = begin; at < end;) {
    const bool empty = text[at] == '.' && (at == begin || text[at - 1] == '.');
    if (empty) {
      text.erase(at, 1);
      --end;
    } else {
      ++at;
    }
  }
  return text;
}

// "https://dev.azure.com///_apis/projects": the script leaves it to its reader to say which
// organization and project.
std::string with_empty_names(std::string text) {
  const auto scheme = text.find("://");
  if (scheme == std::string::npos) return text;
  const auto begin = text.find('/', scheme + 3);
  const auto marker = text.find("/_apis");
  if (begin == std::string::npos || marker == std::string::npos || marker <= begin) return text;
  const std::string_view names = std::string_view(text).substr(begin, marker - begin);
  if (names.find_first_not_of('/') != std::string_view::npos) return text;
  std::string holes;
  for (std::size_t k = 0; k < names.size(); ++k) holes += "/{}";
  return text.replace(begin, names.size(), holes);
}

// A base that is not known, in front of a route of Azure DevOps.
std::string with_base(std::string text) {
  if (text.find("://") != std::string::npos) return text;
  const bool route =
      text.find("_apis/") != std::string::npos || text.find("/_git/") != std::string::npos;
  if (text.starts_with("{}") && route) return "https://dev.azure.com/" + text;
  if (text.starts_with("/_apis/") || text.starts_with("_apis/")) {
    return "https://dev.azure.com/{}/" + text;
  }
  if (const auto marker = text.find("/_apis/"); marker != std::string::npos) {
    // "shop/_apis/build/builds", "acme/shop/_apis/…": what stands there must be names.
    const std::string names = text.substr(0, marker);
    const bool plain = names.find_first_of(".:?#@") == std::string::npos;
    const std::size_t begin = names.starts_with('/') ? 1 : 0;
    const bool several = names.find('/', begin) != std::string::npos;
    if (plain) return (several ? "https://dev.azure.com/" : "https://dev.azure.com/{}/") + text;
  }
  const auto dot = text.find('.');
  const bool host = dot != std::string::npos && dot < text.find('/') && !text.starts_with("{}");
  return host ? "https://" + text : text;
}

std::vector<std::string_view> segments_of(std::string_view url) {
  const std::string_view path = url.substr(0, url.find('?'));
  std::vector<std::string_view> segments;
  for (std::size_t at = 0;;) {
    const auto end = path.find('/', at);
    segments.push_back(path.substr(at, end - at));
    if (end == std::string_view::npos) return segments;
    at = end + 1;
  }
}

// `repositories/${id ?? ''}/refs`: a URL in which names are empty that the other has. Nobody means
// to send it.
bool only_lacks_names(std::string_view url, std::string_view other) {
  if (url == other) return false;
  const std::vector<std::string_view> mine = segments_of(url);
  const std::vector<std::string_view> theirs = segments_of(other);
  if (mine.size() != theirs.size()) return false;
  bool lacks = false;
  for (std::size_t k = 0; k < mine.size(); ++k) {
    if (mine[k] == theirs[k]) continue;
    if (!mine[k].empty()) return false;
    lacks = true;
  }
  return lacks;
}

bool is_name(const ValueRef& value) {
  return value->kind != ValueKind::join && value->kind != ValueKind::choice &&
         value->text.find_first_of("/?:") == std::string::npos;
}

// A URL that may be more texts than are looked at, with a hole for what may be several names, and
// without its query.
ValueRef in_short(const ValueRef& url) {
  if (url->kind != ValueKind::join) return url;
  std::vector<ValueRef> parts;
  for (const ValueRef& part : url->parts) {
    const auto query = part->kind == ValueKind::text ? part->text.find('?') : std::string::npos;
    if (query != std::string::npos) {
      parts.push_back(text_value(part->text.substr(0, query + 1)));
      break;
    }
    const bool names = part->kind == ValueKind::choice &&
                       std::all_of(part->parts.begin(), part->parts.end(), is_name);
    parts.push_back(names ? hole("one of several names") : part);
  }
  return join(std::move(parts));
}

// Of the URL in short if there are more than are looked at.
std::vector<Variant> texts_of(const ValueRef& url) {
  std::vector<Variant> all = variants_of(url);
  return all.size() < max_variants ? all : variants_of(in_short(url));
}

std::string why_unknown(const Variant& variant) {
  for (const ValueRef& piece : variant.pieces) {
    if (piece->kind == ValueKind::source) {
      return piece->source.kind == SourceKind::parameter
                 ? "the URL comes from parameter " + piece->source.name
                 : "the URL comes from " + piece->source.name;
    }
    if (piece->kind == ValueKind::hole && !piece->text.empty()) {
      return "the URL comes from " + piece->text;
    }
  }
  return "the URL is not known";
}

}  // namespace

UrlService service_of(std::string_view url) {
  const std::string text = lower(url);
  static constexpr std::array<std::string_view, 5> routes = {"/_apis/", "/_git/", "/_packaging/",
                                                             "/_apis?", "/_odata/"};
  const auto scheme = text.find("://");
  if (scheme == std::string::npos) return UrlService::unknown;
  const std::string host =
      text.substr(scheme + 3, text.find_first_of("/?:", scheme + 3) - scheme - 3);
  // RFC 2606: no server has such a name. Servers of tests have it here.
  if (host.ends_with(".invalid")) return UrlService::other;
  if (host.ends_with("dev.azure.com") || host.ends_with(".visualstudio.com")) {
    return UrlService::azure_devops;
  }
  const bool route = std::any_of(routes.begin(), routes.end(), [&text](std::string_view one) {
    return text.find(one) != std::string::npos;
  });
  if (route && host.find("github") == std::string::npos) return UrlService::azure_devops;
  return host.find("{}") != std::string::npos ? UrlService::unknown : UrlService::other;
}

std::vector<RequestUrl> request_urls(const ValueRef& url) {
  std::vector<RequestUrl> all;
  if (!url) return all;
  const std::vector<Variant> variants = texts_of(url_text(url));
  std::vector<std::string> texts;
  texts.reserve(variants.size());
  for (const Variant& variant : variants) texts.push_back(raw_text(variant));
  for (std::size_t k = 0; k < variants.size(); ++k) {
    const Variant& variant = variants[k];
    const std::string& raw = texts[k];
    const bool poorer = std::any_of(texts.begin(), texts.end(), [&raw](const std::string& other) {
      return only_lacks_names(raw, other);
    });
    if (poorer) continue;
    RequestUrl one;
    one.arms = variant.arms;
    one.own = is_own(trimmed(raw));
    one.text =
        with_empty_names(with_whole_host(with_base(without_user_info(trimmed(spelled_out(raw))))));
    if (one.text.empty()) continue;
    one.why = why_unknown(variant);
    all.push_back(std::move(one));
  }
  fill_empty_names(all);
  for (RequestUrl& one : all) {
    one.text = with_single_slashes(one.text);
    one.filled = with_single_slashes(one.filled);
    one.service = service_of(one.text);
    const bool whole = one.text.find("{}") == std::string::npos;
    if (whole && one.service == UrlService::unknown) one.service = UrlService::other;
    if (one.service != UrlService::unknown) one.why.clear();
  }
  return all;
}

}  // namespace patdown::trace
