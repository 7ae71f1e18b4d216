// Settings of package tools that a script writes itself: NuGet.config, pip.conf, .npmrc …

#include "core/letters.h"
#include "token/settings/setting.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

constexpr std::string_view mark = "${PIECE_";

// The text that a file is given, and what its unknown pieces stand for.
class Written {
 public:
  explicit Written(const ValueRef& content) { add(content); }

  const std::string& text() const { return text_; }

  // Of a part of the text.
  ValueRef value(std::string_view part) const {
    std::vector<ValueRef> parts;
    for (auto at = part.find(mark); at != std::string_view::npos; at = part.find(mark)) {
      const auto end = part.find('}', at);
      const auto known = pieces_.find(part.substr(at, end - at + 1));
      if (end == std::string_view::npos || known == pieces_.end()) break;
      parts.push_back(text_value(std::string(part.substr(0, at))));
      parts.push_back(known->second);
      part.remove_prefix(end + 1);
    }
    parts.push_back(text_value(std::string(part)));
    return join(std::move(parts));
  }

 private:
  void add(const ValueRef& value) {
    if (value->kind == ValueKind::text) {
      text_ += value->text;
    } else if (value->kind == ValueKind::join) {
      for (const ValueRef& part : value->parts) add(part);
    } else {
      const std::string name = std::string(mark) + std::to_string(pieces_.size()) + "}";
      pieces_.emplace(name, value);
      text_ += name;
    }
  }

  std::string text_;
  std::map<std::string, ValueRef, std::less<>> pieces_;
};

std::string url_of(const Machine& machine, const TokenSetting& token, const Settings& settings) {
  if (!token.url.empty() || token.name.empty()) return token.url;
  const auto named = [&token](const Settings& all) {
    for (const FeedAddress& one : all.addresses) {
      if (one.tool == token.tool && one.name == token.name) return one.url;
    }
    return std::string();
  };
  std::string url = named(settings);
  const bool maven = url.empty() && token.tool == "maven";
  const auto pom = maven ? machine.library.text("pom.xml") : std::nullopt;
  return pom ? named(read_settings("pom.xml", *pom)) : url;
}

}  // namespace

bool note_written_settings(Machine& machine, std::string_view path, const ValueRef& content,
                           const Node& node) {
  if (!may_hold_settings(path)) return false;
  const Written written(content);
  const Settings settings = read_settings(path, written.text());
  bool any = false;
  bool read_only = true;
  for (const TokenSetting& token : settings.tokens) {
    const std::string url = url_of(machine, token, settings);
    if (token.kind != SettingKind::feed || url.empty()) continue;
    const Remote feed{written.value(url), written.value(token.token)};
    if (!holds_source(feed.credential)) continue;
    any = true;
    read_only = read_only && (token.tool == "nuget" || token.tool == "npm" || token.tool == "pip");
    if (!token.name.empty()) machine.session.feeds[lower(token.name)] = feed;
    const std::string at = sketch(feed.url);
    machine.session.feeds[token.tool == "npm" ? "npm " + at.substr(at.find("//")) : lower(at)] =
        feed;
    use_feed(machine, node, feed, "read");
  }
  return any && read_only;
}

}  // namespace patdown::trace
