#pragma once

// Which secrets stand in these bytes?
//
// One Vectorscan pass over the bytes finds candidates (the rules' anchors); RE2 confirms each on
// the whole text; checks, look-alike filters and entropy decide. Encoded text is looked into as
// well: UTF-16 (with and without byte order mark), base64, percent and backslash escapes, each in
// the other to a bounded depth. Pure: it reads no file and keeps no state between calls.

#include "core/delta.h"
#include "core/position.h"
#include "core/secret_text.h"
#include "core/span.h"
#include "rule/rule.h"
#include "secret/path_hints.h"
#include "secret/rule_meter.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// One place where one rule holds. Borrows the rule; owns the rest.
struct Match {
  const Rule* rule = nullptr;
  SecretText secret;  // decoded
  // Where to point: the secret, or the encoded run that holds it, in the text as an editor shows it
  // (bytes decoded from UTF-16 if they are UTF-16).
  Span span;
  Position at;
  std::string
      source_line;  // that line with every secret found in it masked, at most 200 characters
  Confidence confidence = Confidence::likely;
  Proof proof;
  std::vector<std::string>
      decoded;  // "utf-16le", "base64", … outermost first; empty for plain text
  // The inline allow that silences it: "patdown:allow azure-devops-pat test vector"; or empty.
  std::string allowed;
  PathHints hints = {};  // of a match in bytes whose path was not known
};

struct ScanResult {
  std::vector<Match> matches;       // ordered by position, then rule id
  std::vector<std::string> limits;  // bounds that were hit and left bytes unsearched, for people
  // For the texts made from this one; null unless it was asked for.
  std::shared_ptr<const Remembered> remembered;
};

// Borrows everything.
struct ScannedText {
  std::string_view bytes;
  // Serves rules that only hold in certain files and the weighing of test data; empty if it is not
  // known. Then rules with a path are tried, and the caller weighs the matches when provenance
  // names a path: rule->path, Match::hints and is_doubtful_path() tell what it makes of them.
  std::string_view path = {};
  // How it was made from a text that this scanner remembers: the result is the same, and costs
  // what is new. Null: it stands alone.
  const Delta* delta = nullptr;
  bool remember = false;
};

// A compiled set of rules. Immutable once built, so threads may share it; each thread brings its
// own Scratch.
class Scanner {
 public:
  class Scratch {
   public:
    explicit Scratch(const Scanner& scanner);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    Scratch(Scratch&&) = delete;
    Scratch& operator=(Scratch&&) = delete;

   private:
    friend class Scanner;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  // Compiles `rules`, which must outlive the scanner. Throws Error on an expression that is
  // refused. What they cost is counted in `meters`, one a rule, if there are any.
  explicit Scanner(std::span<const Rule* const> rules, std::span<RuleMeter> meters = {});
  ~Scanner();
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;
  Scanner(Scanner&&) = delete;
  Scanner& operator=(Scanner&&) = delete;

  // All matches in the text.
  ScanResult scan(const ScannedText& text, Scratch& scratch) const;
  ScanResult scan(std::string_view bytes, std::string_view path, Scratch& scratch) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace patdown
