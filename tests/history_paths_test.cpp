// Is a content judged in the history as it is in the work tree? The scanner sees blobs of the
// history without a path; what the path says is weighed once provenance has named it. Every example
// of every rule is laid under several paths, both ways.

#include "catch.h"
#include "hits.h"
#include "rule/example.h"
#include "rule/rule.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace patdown {
namespace {

using Facts = std::vector<std::tuple<std::string, std::string, Confidence>>;

const std::vector<std::string> paths = {
    "deploy.sh",          "src/app.py",    "tests/data/app.py", "config/app.yml.example",
    "i18n/de.properties", ".npmrc",        "home/.pypirc",      "web/src/locale/messages_de.ts",
    "settings.xml",       "pkg/a_test.go", "package-lock.json", "docs/README.md"};

Facts facts_of(const std::vector<Finding>& findings) {
  Facts facts;
  for (const Finding& finding : findings) {
    facts.emplace_back(finding.rule, finding.fingerprint, finding.confidence);
  }
  std::ranges::sort(facts);
  return facts;
}

class Judged {
 public:
  Judged() : scanner_(rules()), scratch_(scanner_) {}

  Facts in_work_tree(const std::string& text, const std::string& path) {
    return facts_of(assemble(hits_in(text, path, ""), {}, {}).findings);
  }

  // A blob is searched once, wherever it stood.
  std::vector<Hit> blob(const std::string& text) { return hits_in(text, "", "blob"); }

  static Facts in_history(const std::vector<Hit>& blob, const std::vector<std::string>& sighted) {
    Provenance provenance;
    for (std::size_t i = 0; i < sighted.size(); ++i) {
      provenance.sightings["blob"].push_back(seen(sighted[i], i + 1));
    }
    return facts_of(assemble(blob, provenance, {}).findings);
  }

 private:
  static std::span<const Rule* const> rules() {
    static const std::vector<const Rule*> all = [] {
      std::vector<const Rule*> pointers;
      for (const Rule& rule : builtin_rules()) pointers.push_back(&rule);
      return pointers;
    }();
    return all;
  }

  std::vector<Hit> hits_in(const std::string& text, const std::string& path,
                           const std::string& object) {
    std::vector<Hit> hits;
    for (Match& match : scanner_.scan(text, path, scratch_).matches) {
      hits.push_back({.match = std::move(match),
                      .path = path,
                      .object = object,
                      .inside = "",
                      .origin = object.empty() ? Origin::worktree : Origin::history});
    }
    return hits;
  }

  Scanner scanner_;
  Scanner::Scratch scratch_;
};

std::vector<std::string> read_texts() {
  std::vector<std::string> all = {
      "password = get_password_from_vault\n",          "password: Passwort vergessen\n",
      "api_key = settings.api_key_of_the_user\n",      expand("db_password = ‹alnum 14›\n", 3).text,
      expand("secret_key = \"‹alnum 20›\"\n", 3).text,
  };
  for (const Rule& rule : parse_builtin_rules()) {
    for (const Example& example : rule.finds) all.push_back(expand(example.text, 3).text);
    for (const Example& example : rule.skips) all.push_back(expand(example.text, 3).text);
  }
  return all;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = read_texts();
  return all;
}

TEST_CASE("the history is judged as the work tree is, under each path") {
  Judged judged;
  std::size_t differing = 0;
  for (const std::string& text : texts()) {
    const std::vector<Hit> blob = judged.blob(text);
    const Facts anywhere = judged.in_work_tree(text, "notes");
    for (const std::string& path : paths) {
      const Facts here = judged.in_work_tree(text, path);
      const Facts there = Judged::in_history(blob, {path});
      if (here != anywhere) ++differing;
      INFO(path << ": " << text.size() << " bytes, such as " << text.substr(0, 12));
      REQUIRE(there == here);
    }
  }
  // The paths do make a difference.
  CHECK(differing > 20);
}

TEST_CASE("a blob that stood at several paths is judged at each") {
  Judged judged;
  const std::vector<std::string>& all = texts();
  const auto weighed = std::ranges::find_if(all, [&](const std::string& text) {
    return judged.in_work_tree(text, "tests/a.ini") != judged.in_work_tree(text, "a.ini");
  });
  REQUIRE(weighed != all.end());
  const std::string& text = *weighed;
  const Facts in_test = judged.in_work_tree(text, "tests/a.ini");
  const Facts elsewhere = judged.in_work_tree(text, "a.ini");
  const std::vector<Hit> blob = judged.blob(text);
  CHECK(Judged::in_history(blob, {"tests/a.ini", "a.ini"}) == elsewhere);
  CHECK(Judged::in_history(blob, {"tests/a.ini", "test/b.ini"}) == in_test);
}

}  // namespace
}  // namespace patdown
