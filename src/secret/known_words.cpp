#include "secret/known_words.h"

#include "core/error.h"
#include "rule/builtin.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace patdown {
namespace {

struct WordList {
  std::vector<std::string> ordered;
  std::set<std::string, std::less<>> sorted;
};

using WordLists = std::map<std::string, WordList, std::less<>>;

struct PublishedExample {
  std::string match;
  std::string text;
};

// The rows of a table: fields between tabs, without comments and the head line.
std::vector<std::vector<std::string>> rows_of(std::string_view path) {
  std::vector<std::vector<std::string>> rows;
  std::string_view rest = builtin_file(path);
  bool head = true;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty() || line.starts_with("# ")) continue;
    if (std::exchange(head, false)) continue;
    std::vector<std::string> fields;
    while (true) {
      const std::size_t tab = line.find('\t');
      fields.emplace_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    rows.push_back(std::move(fields));
  }
  return rows;
}

WordLists read_words() {
  WordLists lists;
  for (std::vector<std::string>& row : rows_of("lookalikes/words.tsv")) {
    if (row.size() != 2) throw Error("lookalikes/words.tsv: a row needs two fields: " + row[0]);
    WordList& list = lists[row[0]];
    list.sorted.insert(row[1]);
    list.ordered.push_back(std::move(row[1]));
  }
  return lists;
}

std::string without_joints(std::string text) {
  constexpr std::string_view joint = "‹›";
  for (std::size_t at = text.find(joint); at != std::string::npos; at = text.find(joint, at)) {
    text.erase(at, joint.size());
  }
  return text;
}

std::vector<PublishedExample> read_examples() {
  std::vector<PublishedExample> examples;
  for (const std::vector<std::string>& row : rows_of("lookalikes/examples.tsv")) {
    if (row.size() != 3)
      throw Error("lookalikes/examples.tsv: a row needs three fields: " + row[0]);
    examples.push_back({.match = row[0], .text = without_joints(row[1])});
  }
  return examples;
}

const WordList& list_of(std::string_view name) {
  static const WordLists lists = read_words();
  const auto list = lists.find(name);
  if (list == lists.end()) throw Error("lookalikes/words.tsv has no list " + std::string(name));
  return list->second;
}

}  // namespace

bool is_in(std::string_view list, std::string_view word) {
  return list_of(list).sorted.contains(word);
}

const std::vector<std::string>& words_of(std::string_view list) {
  return list_of(list).ordered;
}

bool is_published_example(std::string_view secret) {
  static const std::vector<PublishedExample> examples = read_examples();
  return std::ranges::any_of(examples, [secret](const PublishedExample& example) {
    if (example.match == "exact") return secret == example.text;
    if (example.match == "prefix") return secret.starts_with(example.text);
    if (example.match == "suffix") return secret.ends_with(example.text);
    return secret.find(example.text) != std::string_view::npos;
  });
}

}  // namespace patdown
