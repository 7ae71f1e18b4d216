#include "token/clues.h"

#include "core/error.h"
#include "rule/builtin.h"
#include "rule/packed.h"
#include "token/trace/file_kinds.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <hs/hs.h>

namespace patdown {
namespace {

struct Word {
  Clue clue;
  const char* expression;
  bool any_case = false;
};

// Short names count where no letter or digit stands before them, and behind them no letter or a
// word for what is done with a token: "ado" is in "shadow" and begins "adopt".
constexpr std::array<Word, 37> words = {{
    {Clue::minting, "llorgs", true},
    {Clue::minting, "okens/", true},
    {Clue::job_scope, "obAuth"},
    {Clue::job_scope, "epoScoped"},
    {Clue::job_scope, "enforce_"},
    {Clue::full_access, "full", true},
    {Clue::full_access, "scopes", true},
    {Clue::full_access, "vso\\.[a-z]{4}", true},
    // "Work Items (Read", "**Code**: Read", "| Build | Read"
    {Clue::full_access,
     "(?:items?|code|build|release|team|pools?|graph|identity|wiki|packaging|groups?|connections?|"
     "management|profile|threads|entitlements)[^a-z0-9]{1,12}(?:read|write|full|manage)",
     true},
    {Clue::platform, "azure devops", true},
    {Clue::platform, "azure-devops", true},
    {Clue::platform, "azuredevops", true},
    {Clue::platform, "dev\\.azure\\.com", true},
    {Clue::platform, "visualstudio\\.com", true},
    {Clue::platform, "vsts", true},
    {Clue::platform, "azdo", true},
    {Clue::platform, "azure repos", true},
    {Clue::service, "azure", true},
    {Clue::service, "devops", true},
    {Clue::service, "visualstudio\\.(?:com|services)", true},
    {Clue::service, "teamfoundation", true},
    {Clue::service, "(?:^|[^a-z0-9_])_(?:apis|packaging|odata)(?:[^a-z0-9_]|$)", true},
    // Part of a path: tools name variables and functions so as well.
    {Clue::service, R"([/"'`})]_git(?:[^a-z0-9_]|$)|(?:^|[^a-z0-9_$])_git[/"'`?%$])", true},
    {Clue::service,
     "(?:^|[^a-z0-9])(?:ado|azp|tfs|tfx|vsce)(?:[^a-z]|token|pat|org|pass|pwd|secret|cred|auth|"
     "user|"
     "key|url|api|project|account|$)",
     true},
    {Clue::service,
     "(?:^|[^a-z0-9])(?:vso|vss)(?:[_[-]|token|pat|org|pass|pwd|secret|cred|auth|user|key|url|api|"
     "basic|connection)",
     true},
    {Clue::service, "azdo", true},
    {Clue::service, "vsteam", true},
    {Clue::service, "adops", true},
    {Clue::service, "dnceng", true},
    {Clue::service, "vsts", true},
    {Clue::service, "system[._]access", true},
    {Clue::service, "system[._]collectionuri", true},
    {Clue::service, "system_?oauth", true},
    {Clue::service, "(?:^|[^a-z0-9])az\\s+(?:pipelines|repos|boards|artifacts)\\s", true},
    // config.sh of an agent; that of a runner of GitHub's knows no such option.
    {Clue::service, "--?auth[\\s'\",:=]{1,8}pat(?:[^a-z]|$)", true},
    {Clue::exported, "\"(?:workflowTasks|definitionType)\""},
    // UTF-16: its words are not seen here.
    {Clue::service, "\\x00"},
}};

// An expression that matches `word` alone.
std::string literally(std::string_view word) {
  std::string expression;
  for (const char c : word) {
    if (c == '.') expression += '\\';
    expression += c;
  }
  return expression;
}

constexpr ClueSet sets[] = {ClueSet::all, ClueSet::platform, ClueSet::minting};

bool belongs_to(ClueSet set, Clue clue) {
  switch (set) {
    case ClueSet::platform:
      return clue == Clue::platform;
    case ClueSet::minting:
      return clue == Clue::minting;
    default:
      return true;
  }
}

vectorscan::Database compile(ClueSet set) {
  std::vector<vectorscan::Pattern> patterns;
  patterns.reserve(words.size() + trace::azure_devops_words.size());
  const auto add = [&](Clue clue, const char* expression, unsigned flags) {
    if (!belongs_to(set, clue)) return;
    patterns.push_back({.expression = expression,
                        .id = static_cast<unsigned>(clue),
                        .flags = HS_FLAG_DOTALL | HS_FLAG_SINGLEMATCH | flags});
  };
  for (const Word& word : words) {
    add(word.clue, word.expression, word.any_case ? HS_FLAG_CASELESS : 0U);
  }
  std::vector<std::string> literals;
  literals.reserve(trace::azure_devops_words.size());
  for (const std::string_view word : trace::azure_devops_words) {
    add(Clue::library, literals.emplace_back(literally(word)).c_str(), 0U);
  }
  vectorscan::Refusal refusal;
  vectorscan::Database database = vectorscan::compiled(patterns, refusal);
  if (database == nullptr) {
    throw Error(std::string("the clue '") + patterns.at(refusal.pattern).expression +
                "' is refused: " + refusal.why);
  }
  return database;
}

int on_hit(unsigned id, unsigned long long /*from*/, unsigned long long /*to*/, unsigned /*flags*/,
           void* context) {
  static_cast<Clues*>(context)->add(static_cast<Clue>(id));
  return 0;
}

}  // namespace

ClueSearch::ClueSearch()
    : scratch_([this] {
        return std::make_unique<vectorscan::Scratch>(vectorscan::scratch_for(
            {databases_[0].get(), databases_[1].get(), databases_[2].get()}));
      }) {
  load();
  for (const ClueSet set : sets) {
    vectorscan::Database& database = databases_.at(static_cast<std::size_t>(set));
    if (database == nullptr) database = compile(set);
  }
}

void ClueSearch::load() {
  const std::string_view made = builtin_tables().clues;
  if (made.empty()) return;
  Unpacker table(made);
  for (vectorscan::Database& database : databases_) database = vectorscan::loaded(table.text());
}

Clues ClueSearch::in(std::string_view text, ClueSet set) const {
  Clues clues;
  if (text.empty()) return clues;
  const auto scratch = scratch_.take();
  const vectorscan::Database& database = databases_.at(static_cast<std::size_t>(set));
  vectorscan::scan(database.get(), text, scratch->get(), on_hit, &clues);
  return clues;
}

std::string ClueSearch::packed() const {
  Packer packer;
  for (const vectorscan::Database& database : databases_) {
    packer.text(vectorscan::stored(*database));
  }
  return packer.take();
}

}  // namespace patdown
