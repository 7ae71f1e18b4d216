#pragma once

// What do the words of a name say of a token?

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// "$AZURE_DEVOPS_CACHE_DIR", "gitClient" → {"azure", "devops", "cache", "dir"}, {"git", "client"}.
std::vector<std::string> name_words(std::string_view name);

// A name of where a token is used ("$API_URL", "$options.Organization"), of what holds one
// ("$gitClient") or of a token that opens nothing ("$cancellationToken"): a token that the code
// gives no name of its own is known by it, and is not it.
bool names_no_token(std::string_view name);

// "GITHUB_TOKEN", "jira.pat": a token for something else, by its name.
bool names_another_service(std::string_view name);

// "ADO_PAT": spelled as variables of the environment are.
bool is_variable_name(std::string_view name);

}  // namespace patdown
