#pragma once

// Which package feed is used with which token, as far as variables say?

#include "token/trace/machine.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// A variable was set that package managers read by themselves: PIP_INDEX_URL with userinfo,
// VSS_NUGET_EXTERNAL_FEED_ENDPOINTS with a token in its JSON, UV_INDEX_X_PASSWORD.
void note_feed_variable(Machine& machine, std::string_view name, const ValueRef& value,
                        std::size_t line);
// A variable was set that holds a token, for settings files that name it.
void note_handed_variable(Machine& machine, const std::string& name, const ValueRef& value,
                          std::size_t line);
// Something publishes to a feed whose token a variable of that tool holds: those that begin so,
// such as CARGO_REGISTRIES_X_TOKEN, as far as they are set.
void publish_by_variables(Machine& machine, const Node& node, std::string_view begin);
// What the credential provider of Azure Artifacts was given for its feeds; null if nothing was.
ValueRef provided_token(const Machine& machine);

// The address that pyproject.toml gives the feed `name`; null if it names none so.
ValueRef python_source(const Machine& machine, std::string_view name);

// A line of .npmrc, "//pkgs.dev.azure.com/…:_password" and what stands behind "=".
void note_npm_token(Machine& machine, const Node& node, const std::string& key,
                    const ValueRef& value);

// A script writes the settings file `path`: its feeds are read with the tokens that it names. False
// if something else may be done with one of them.
bool note_written_settings(Machine& machine, std::string_view path, const ValueRef& content,
                           const Node& node);

// `verb` is "read" or "write"; the token is the feed's credential, else the one in its URL. Nothing
// if the URL is known and no feed of Azure Artifacts.
void use_feed(Machine& machine, const Node& node, const Remote& feed, const char* verb);

}  // namespace patdown::trace
