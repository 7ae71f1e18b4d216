#pragma once

// One reader of settings files a kind. Private to the settings files' code.

#include "token/settings/setting.h"

#include <functional>
#include <string>
#include <string_view>

namespace patdown::settings {

Settings read_npmrc(std::string_view text);
Settings read_yarnrc(std::string_view path, std::string_view text);
Settings read_nuget_config(std::string_view text);
Settings read_maven(std::string_view text);
Settings read_gradle(std::string_view text);
Settings read_pip(std::string_view text);     // pip.conf, requirements.txt, Pipfile, pyproject.toml
Settings read_pypirc(std::string_view text);  // and the like: sections of keys
Settings read_cargo(std::string_view text);
Settings read_netrc(std::string_view text);
Settings read_git(std::string_view text);  // .gitconfig, .gitmodules, .git-credentials
Settings read_containers(std::string_view path, std::string_view text);
Settings read_assistant(std::string_view path, std::string_view text);
Settings read_dependabot(std::string_view path, std::string_view text);

// Each line with its number from 1.
void for_each_line(std::string_view text,
                   const std::function<void(std::string_view line, std::size_t number)>& use);
// A value with its variables as ${NAME}: "%X%", "${env.X}", "${env:X}", "$X", "$(X)".
std::string with_variables(std::string_view value);
// Without the quotes around it.
std::string_view unquoted(std::string_view value);
// Between "://" and '@'; the password if there is a user too. Empty if there is none.
std::string_view token_in_url(std::string_view url);
std::string without_user(std::string_view url);

}  // namespace patdown::settings
