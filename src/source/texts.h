#pragma once

// The texts of commits and tags, as blobs to search. An id is in hex.

#include "source/tally.h"

#include <string>
#include <string_view>

namespace patdown {

// The message; a text of two lines, author and committer, each "Name <mail>"; and the texts of
// the tags that it merges, which it holds whole.
void visit_commit_texts(const std::string& id, std::string_view bytes, Tally& tally);
// The message, and on a line of its own behind it the tagger.
void visit_tag_text(const std::string& id, std::string_view bytes, Tally& tally);

}  // namespace patdown
