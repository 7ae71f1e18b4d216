#include "source/texts.h"

#include "git/raw_object.h"

#include <string>

namespace patdown {
namespace {

Blob text_blob(const std::string& id, Origin origin, std::string_view bytes) {
  Blob blob;
  blob.object = id;
  blob.origin = origin;
  blob.bytes = bytes;
  return blob;
}

// The message, and on a line of its own behind it the tagger.
std::string tag_text(const RawTag& tag) {
  std::string text(tag.message);
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text.append(person_of(tag.tagger));
}

}  // namespace

void visit_commit_texts(const std::string& id, std::string_view bytes, Tally& tally) {
  const RawCommit commit = parse_commit(bytes);
  tally.count(&Coverage::commits);
  tally.text(text_blob(id, Origin::commit_message, commit.message));
  std::string people(person_of(commit.author));
  people += '\n';
  people += person_of(commit.committer);
  tally.text(text_blob(id, Origin::commit_author, people));
  for (const std::string_view folded : commit.merged_tags) {
    const std::string tag = unfolded(folded);
    const std::string text = tag_text(parse_tag(tag));
    tally.text(text_blob(id, Origin::tag_message, text));
  }
}

void visit_tag_text(const std::string& id, std::string_view bytes, Tally& tally) {
  tally.count(&Coverage::tags);
  const std::string text = tag_text(parse_tag(bytes));
  tally.text(text_blob(id, Origin::tag_message, text));
}

}  // namespace patdown
