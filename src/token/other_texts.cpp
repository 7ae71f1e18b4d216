#include "token/other_texts.h"

#include "git/parallel.h"
#include "token/code/comment_lines.h"
#include "token/trace/file_kinds.h"

#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t files_at_once = 16;
// Nobody reads more of a file whose code is not followed: not for a request, a setting, a sentence
// that asks for a grant or an exported pipeline.
constexpr std::size_t largest_unfollowed = std::size_t{1} << 20U;

// How comments begin in a file that is followed, as without_comment_lines() names it; nullopt if it
// has none, or none that are known.
std::optional<std::string_view> comments_of(std::string_view path) {
  if (trace::is_program(path)) return trace::program_language(path);
  const bool hashes = trace::is_shell_script(path) || path.ends_with(".yml") ||
                      path.ends_with(".yaml") || path.ends_with(".tf") ||
                      trace::build_file_kind(path) != trace::BuildFile::none;
  return hashes ? std::optional<std::string_view>("") : std::nullopt;
}

}  // namespace

Clues OtherTexts::clues_in(const std::string& path, std::string_view text) const {
  if (TreeClues::follows(path)) {
    const Clues clues = search_.in(text);
    if (!clues.has(Clue::library) && !clues.has(Clue::service)) return clues;
    // Of those that speak of the service nearly all link to a page of it in a comment.
    const auto comments = comments_of(path);
    return comments ? search_.in(without_comment_lines(text, *comments)) : clues;
  }
  if (text.size() > largest_unfollowed) return {};
  if (is_document(path)) {
    // Few name the platform; the words for a grant stand everywhere.
    return search_.in(text, ClueSet::platform).has(Clue::platform) ? search_.in(text) : Clues();
  }
  return search_.in(text, may_set_job_scope(path) ? ClueSet::all : ClueSet::minting);
}

void OtherTexts::look(const std::string& path, std::string_view text) {
  const Clues clues = clues_in(path, text);
  clues_.note(path, text.size(), clues);
  if (is_document(path)) {
    if (clues.has(Clue::full_access) && clues.has(Clue::platform)) look_at_document(path, text);
    return;
  }
  const bool mints = clues.has(Clue::minting);
  const auto minted = mints ? find_minted_token(text) : std::optional<MintText>();
  const auto life = mints ? find_minted_life(text) : std::optional<MintedLife>();
  const auto wide =
      clues.has(Clue::job_scope) ? find_wide_job_scope(path, text) : std::optional<JobScopeText>();
  if (!minted && !wide && !life) return;
  const std::lock_guard lock(guard_);
  if (minted) minting_.emplace(path, *minted);
  if (life) living_.emplace(path, *life);
  if (wide) widening_.emplace(path, *wide);
}

void OtherTexts::look_at_document(const std::string& path, std::string_view text) {
  if (text.size() > max_document) return;
  documents::Document document = documents::open_document(path, text);
  std::vector<DocumentedGrant> found = documented_grants(document);
  if (!found.empty()) clues_.note_request();
  std::vector<DocumentedGrant> lists = documented_scopes(document);
  found.insert(found.end(), std::make_move_iterator(lists.begin()),
               std::make_move_iterator(lists.end()));
  if (found.empty()) return;
  const std::lock_guard lock(guard_);
  documented_[path] = std::move(found);
}

void OtherTexts::look_at_all(const Tree& tree, unsigned threads) {
  const std::vector<std::string>& paths = tree.paths();
  for_each_index(paths.size(), files_at_once, threads, [&](std::size_t i) {
    if (const auto text = tree.read(paths[i])) {
      look(paths[i], *text);
    } else {
      clues_.note_unread(paths[i]);
    }
  });
  finish();
}

void OtherTexts::look_at_documents(const Tree& tree, unsigned threads) {
  std::vector<std::string> documents;
  for (const std::string& path : tree.paths()) {
    if (is_document(path)) documents.push_back(path);
  }
  for_each_index(documents.size(), files_at_once, threads, [&](std::size_t i) {
    if (const auto text = tree.read(documents[i])) look(documents[i], *text);
  });
}

std::vector<DocumentedGrant> OtherTexts::documented() const {
  std::vector<DocumentedGrant> all;
  for (const auto& [path, grants] : documented_)
    all.insert(all.end(), grants.begin(), grants.end());
  return all;
}

}  // namespace patdown
