#pragma once

// Which files hold code that is followed, and in which language? By their names alone; and which of
// them speak of Azure DevOps.

#include "token/code/readers.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace patdown::trace {

bool is_powershell(std::string_view path);
bool is_cmd(std::string_view path);
bool is_shell(std::string_view path);         // Bash, or cmd, which is read as such
bool is_shell_script(std::string_view path);  // one of the two

// "python"; empty if the file is of no programming language that is read here.
std::string_view program_language(std::string_view path);
// The reader of a programming language by its name here; nullopt for shells.
std::optional<Language> reader_of(std::string_view language);

// Makefiles and Dockerfiles hold Bash.
enum class BuildFile { none, makefile, dockerfile };
BuildFile build_file_kind(std::string_view path);

// How the file is read; Bash if nothing else.
Language language_read(std::string_view path);

// What others wrote, and what a build made.
bool is_foreign(std::string_view path);
// A file of a programming language that is not foreign.
bool is_program(std::string_view path);
// Larger programs are not looked into.
inline constexpr std::size_t max_source_size = std::size_t{1} << 20U;

// The words by which a program does, in their own case.
inline constexpr std::array<std::string_view, 13> azure_devops_words = {
    "_apis",        "dev.azure.com", "visualstudio.com",   "azure.devops",
    "azure-devops", "azuredevops",   "TeamFoundation",     "VisualStudio.Services",
    "AZURE_DEVOPS", "AzureDevOps",   "System.AccessToken", "SYSTEM_ACCESSTOKEN",
    "azure_devops"};
bool speaks_of_azure_devops(const std::string& text);
// Likewise, or calls az for it: of files that are no programs.
bool commands_azure_devops(const std::string& text);

// Tests call mocks.
bool is_test(std::string_view path);

// "lib/azdo_client.py" is "azdo_client".
std::string stem_of(std::string_view path);

}  // namespace patdown::trace
