#pragma once

// Which token does a settings file give to which address?
//
// Package managers, git, agents and assistants read tokens from files of their own: .npmrc,
// NuGet.config, settings.xml of Maven, .netrc, compose files … Each reader is a function of the
// file's text; none follows a variable. Bounded: 1 MiB a file, 1,000 tokens.

#include "core/tree.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

enum class SettingKind {
  feed,   // of packages
  git,    // a remote, or all remotes of a host
  agent,  // registers an agent
  other,  // `why` says what takes it
};

struct TokenSetting {
  SettingKind kind = SettingKind::feed;
  std::string tool;   // feeds: "npm", "nuget", "pip", "pypi", "maven", "gradle", "cargo"
  std::string name;   // what the file calls the feed; may be empty
  std::string url;    // empty if the file does not say; see FeedAddress
  std::string token;  // with variables as ${NAME}; the rest as written
  std::string why;    // why the use cannot be named; empty if it can
  std::size_t line = 0;
  bool publishes = false;  // it stands where the file says what is published, and where
};

// Where a named feed is, for settings that name it alone.
struct FeedAddress {
  std::string tool;
  std::string name;
  std::string url;
};

struct Settings {
  std::vector<TokenSetting> tokens;
  std::vector<FeedAddress> addresses;
};

// By the file's name alone.
bool may_hold_settings(std::string_view path);
// Of a file that may hold some.
Settings read_settings(std::string_view path, std::string_view text);

}  // namespace patdown
