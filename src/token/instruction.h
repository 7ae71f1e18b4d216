#pragma once

// Does a sentence tell its reader to give a token full access?
//
// "Create a PAT with **Full access**" does; "tokens with full access are risky", "do not select
// full access" and "name scopes instead of full access" do not. Needs a verb of instruction bound
// to the wish, and no negation of it. English words; pure.

#include "core/span.h"

#include <string_view>

namespace patdown::documents {

enum class Instruction {
  none,
  token,   // the sentence names the token itself
  choice,  // "Select Full access": the text before must say of what
};

struct Reading {
  Instruction instruction = Instruction::none;
  Span wish;  // the words that ask for full access, within the sentence
};

// `listed`: the sentence stands in a list of requirements ("Prerequisites"), which instructs
// without a verb.
Reading read_sentence(std::string_view sentence, bool listed);

// Whether `text` speaks of full access at all, and so is worth a closer look.
bool speaks_of_full_access(std::string_view text);

// Whether a word of `text` is one for a token: "PAT", "token", "ADO_PAT".
bool speaks_of_token(std::string_view text);

}  // namespace patdown::documents
