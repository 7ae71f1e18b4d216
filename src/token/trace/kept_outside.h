#pragma once

// Which token is it that a script takes out of a store, or out of a file that is not in the tree?
//
// `$(az keyvault secret show --name pat …)`, `$(grep pat secrets.env | cut -d= -f2)`,
// `$(./get-token.sh)`: whoever asks alike gets the same, in whichever script and into whatever
// variable. Were each asking a token of its own, what one of them needs would look complete without
// the others.

#include "token/trace/call.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// What stands in a file, named by it: two readings of one file are one token.
ValueRef file_content(const Machine& machine, const ValueRef& path, std::size_t line);
// The secret that a key vault keeps under `name`; `vault` may be null.
ValueRef secret_of_vault(const Machine& machine, const ValueRef& name, const ValueRef& vault,
                         std::size_t line);
// What a cmdlet of PowerShell takes out of such a store, `Get-AzKeyVaultSecret`, `Get-Secret`,
// `Get-StoredCredential`, however it is told to give it; null of any other.
ValueRef secret_of_cmdlet(const Machine& machine, const Given& given);
// Whether `field` of what such a store gives is the secret itself: `.SecretValueText`, `.Password`.
bool is_secret_itself(std::string_view id, std::string_view field);
// What a filter takes out of a file that it names, `grep pat FILE`, or that is piped in; "a file"
// if there is none. Another input stays as it is.
ValueRef taken_from_file(const Machine& machine, const Given& given,
                         const std::vector<ValueRef>& words);
// What a program nobody knows answers to words that are all known: named by them.
ValueRef answer_to(const Machine& machine, const Given& given);

// Of the `id` of a source.
bool is_kept_outside(std::string_view id);

}  // namespace patdown::trace
