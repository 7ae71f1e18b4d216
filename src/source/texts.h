#pragma once

// The texts of commits and tags, as blobs to search.

#include "git/object_id.h"
#include "source/tally.h"

#include <string_view>

namespace patdown {

// The message; a text of two lines, author and committer, each "Name <mail>"; and the texts of
// the tags that it merges, which it holds whole.
void visit_commit_texts(const ObjectId& id, std::string_view bytes, Tally& tally);
// The message, and on a line of its own behind it the tagger.
void visit_tag_text(const ObjectId& id, std::string_view bytes, Tally& tally);

}  // namespace patdown
