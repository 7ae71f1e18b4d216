// A text made from another, searched where it is new, gives what a search of all of it gives.

#include "catch.h"
#include "core/digest.h"
#include "secret/scanner.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace patdown {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

std::string alnum(Random& random, std::size_t size) {
  constexpr std::string_view alphabet =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string text;
  while (text.size() < size) text += alphabet[below(random, alphabet.size())];
  return text;
}

Rule rule_of(std::string id, std::string anchor, std::string pattern) {
  Rule rule;
  rule.id = std::move(id);
  rule.provider = "acme";
  rule.anchors = {std::move(anchor)};
  rule.pattern = std::move(pattern);
  return rule;
}

// Every kind of condition that looks at bytes around a match.
std::vector<Rule> pool() {
  std::vector<Rule> rules;
  rules.push_back(rule_of("plain", "acme_[0-9A-Za-z]{8}", R"(\b(acme_[0-9A-Za-z]{20})\b)"));
  rules.push_back(rule_of("short-anchor", "acme", R"((acme_[0-9A-Za-z]{12,30}))"));
  rules.push_back(rule_of("at-an-end", "acme_", R"((acme_[0-9A-Za-z]{20})(?:\s|$))"));
  rules.push_back(rule_of("at-a-beginning", "acme_", R"((?:^|\n)(acme_[0-9A-Za-z]{20}))"));
  rules.push_back(rule_of("class", "[0-9a-f]{32}", R"(\b([0-9a-f]{32})\b)"));
  Rule near = rule_of("near", "[0-9A-Za-z]{24}", R"(\b([0-9A-Za-z]{24})\b)");
  near.near = "widget";
  near.near_bytes = 120;
  rules.push_back(near);
  Rule line = rule_of("line", "acme_", R"((acme_[0-9A-Za-z]{20}))");
  line.not_line = {"harmless"};
  rules.push_back(line);
  Rule entropy = rule_of("entropy", "key=", R"(key=([0-9A-Za-z]{12,40}))");
  entropy.entropy = 3.2;
  rules.push_back(entropy);
  Rule chosen = rule_of("chosen", "(?i)password[\"']?[ ]?[:=]",
                        R"re((?i)password["']?\s?[:=]\s?["']?([^\s"']{4,40}))re");
  chosen.chosen = true;
  rules.push_back(chosen);
  Rule generic = rule_of("generic-key", "(?i)key[\"']?[ ]?[:=]",
                         R"re((?i)key["']?\s?[:=]\s?["']?([^\s"']{12,60}))re");
  generic.provider = "generic";
  generic.not_secret = {"^true$"};
  rules.push_back(generic);
  Rule wide =
      rule_of("wide", "-----BEGIN ACME", R"((-----BEGIN ACME-----[^-]{20,}?-----END ACME-----))");
  wide.reach = 900;
  rules.push_back(wide);
  Rule endless = rule_of("endless", "acme_", R"((acme_[0-9A-Za-z]{20,}))");
  endless.reach = 300;
  rules.push_back(endless);
  Rule checked = rule_of("checked", "ghp_[0-9A-Za-z]{10}", "(ghp_[0-9A-Za-z]{36})");
  checked.check = "crc32-base62";
  checked.check_failure = CheckFailure::demote;
  rules.push_back(checked);
  return rules;
}

std::string percent(std::string_view text, Random& random) {
  std::string encoded;
  for (const char c : text) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (below(random, 4) != 0) {
      encoded += c;
      continue;
    }
    encoded += '%';
    encoded += digits[static_cast<unsigned char>(c) >> 4U];
    encoded += digits[static_cast<unsigned char>(c) & 15U];
  }
  return encoded;
}

std::string escaped(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c == '"' || c == '\\') encoded += '\\';
    encoded += c == '\n' ? "\\n" : std::string(1, c);
  }
  return encoded;
}

std::string wrapped(std::string_view text, std::size_t width) {
  std::string lines;
  for (; text.size() > width; text.remove_prefix(width)) {
    lines += text.substr(0, width);
    lines += '\n';
  }
  return lines.append(text);
}

std::string secret(Random& random) {
  switch (below(random, 5)) {
    case 0:
      return "acme_" + alnum(random, 20);
    case 1:
      return "key=" + alnum(random, 12 + below(random, 12));
    case 2:
      return "password = \"" + alnum(random, 10) + "\"";
    case 3:
      return "ghp_" + alnum(random, 36);
    default:
      return "widget " + alnum(random, 24);
  }
}

// A piece of text such as edits bring: secrets, halves of them, and what stands beside them.
std::string fragment(Random& random, int depth = 0) {
  const auto inner = [&] { return fragment(random, depth + 1); };
  switch (below(random, depth > 2 ? 12 : 17)) {
    case 0:
    case 1:
    case 2:
      return secret(random);
    case 3:
      return "acme_";
    case 4:
      return alnum(random, 1 + below(random, 30));
    case 5:
      return " widget ";
    case 6:
      return " harmless\n";
    case 7:
      return below(random, 2) == 0 ? " # patdown:allow reason\n" : " # patdown:allow plain\n";
    case 8:
      return "-----BEGIN ACME-----\n" + alnum(random, 60) + "\n-----END ACME-----\n";
    case 9:
      return below(random, 2) == 0 ? "-----END ACME-----" : "-----BEGIN ACME-----";
    case 10:
      return "for (auto i = 0; i < n; ++i) {\n  sum += values[i] * 3;\n}\n";
    case 11: {
      constexpr std::string_view signs = " \n\t\"'=:;.,%\\-_/<>@\r";
      return {signs[below(random, signs.size())]};
    }
    case 12:
    case 13: {
      std::string plain = inner();
      plain += " in some words ";
      plain += inner();
      std::string encoded = base64_encode(plain);
      if (below(random, 2) == 0) encoded = wrapped(encoded, 64);
      return below(random, 2) == 0 ? "'" + encoded + "'" : encoded;
    }
    case 14:
      return "http://host.invalid/?q=" + percent(inner(), random) + " ";
    case 15:
      return R"({"text": ")" + escaped(inner()) + "\"}\n";
    default: {
      std::string two = inner();
      two += inner();
      return two;
    }
  }
}

std::string words(Random& random, std::size_t size) {
  constexpr const char* list[] = {"the",  "quick", "value", "of",    "a",   "table;",   "row",
                                  "is",   "kept",  "in",    "its",   "own", "column\n", "(see",
                                  "page", "12)",   "and",   "then,", "or"};
  std::string text;
  while (text.size() < size) {
    text += list[below(random, std::size(list))];
    text += ' ';
  }
  return text;
}

std::string first_text(Random& random) {
  std::string text;
  for (std::size_t parts = 2 + below(random, 12); parts > 0; --parts) {
    text += fragment(random);
    text += words(random, below(random, 600));
  }
  return text;
}

struct Version {
  std::string text;
  std::vector<DeltaPiece> pieces;

  void copy(std::string_view base, std::size_t from, std::size_t size) {
    if (size == 0) return;
    pieces.push_back({.here = {.begin = text.size(), .end = text.size() + size}, .base = from});
    text += base.substr(from, size);
  }
  void insert(std::string_view bytes) {
    if (bytes.empty()) return;
    pieces.push_back(
        {.here = {.begin = text.size(), .end = text.size() + bytes.size()}, .base = fresh});
    text += bytes;
  }

  static constexpr std::size_t fresh = DeltaPiece::inserted;
};

// Mostly one line more or less; now and then parts that move, or a copy of a part.
Version edited(std::string_view base, Random& random) {
  Version next;
  std::size_t at = 0;
  for (std::size_t edits = 1 + below(random, 4); edits > 0; --edits) {
    const std::size_t stop = at + below(random, base.size() - at + 1);
    next.copy(base, at, stop - at);
    at = stop;
    const std::size_t left = base.size() - at;
    switch (below(random, 6)) {
      case 0:
        at += below(random, std::min<std::size_t>(left, 200) + 1);
        break;
      case 1:
        next.insert(fragment(random));
        at += below(random, std::min<std::size_t>(left, 40) + 1);
        break;
      case 2: {
        const std::size_t from = below(random, base.size() + 1);
        next.copy(base, from, below(random, std::min<std::size_t>(base.size() - from, 900) + 1));
        break;
      }
      default:
        next.insert(fragment(random));
    }
  }
  next.copy(base, at, base.size() - at);
  if (below(random, 60) == 0) next.insert(std::string(1, '\0'));
  return next;
}

// All that a match says, in words without the secret.
std::vector<std::string> told(const ScanResult& result) {
  std::vector<std::string> all;
  for (const Match& match : result.matches) {
    std::string one = match.rule->id;
    for (const std::size_t number :
         {match.span.begin, match.span.end, match.at.line, match.at.column, match.at.end_line,
          match.at.end_column, static_cast<std::size_t>(match.confidence)}) {
      one += ' ';
      one += std::to_string(number);
    }
    for (const std::string& how : match.decoded) one.append(" ").append(how);
    one.append(" | ").append(match.source_line).append(" | ").append(match.allowed);
    for (const auto& [name, value] : match.proof)
      one.append(" ").append(name).append("=").append(value);
    all.push_back(std::move(one));
  }
  for (const std::string& limit : result.limits) all.push_back(limit);
  return all;
}

TEST_CASE("a history scanned by its changes gives what a scan of each version gives") {
  std::size_t matches = 0;
  for (std::uint32_t seed = 0; seed < 250; ++seed) {
    Random random(seed);
    std::vector<Rule> all = pool();
    std::ranges::shuffle(all, random);
    all.resize(1 + below(random, all.size()));
    std::vector<const Rule*> rules;
    rules.reserve(all.size());
    for (const Rule& rule : all) rules.push_back(&rule);
    const Scanner scanner(rules);
    Scanner::Scratch scratch(scanner);
    Version now;
    now.insert(first_text(random));
    std::shared_ptr<const Remembered> remembered =
        scanner.scan({.bytes = now.text, .remember = true}, scratch).remembered;
    for (int version = 0; version < 14 && now.text.size() < 20'000; ++version) {
      Version next = edited(now.text, random);
      const Delta delta{.pieces = next.pieces, .base_text = now.text, .base = remembered.get()};
      const ScanResult changed =
          scanner.scan({.bytes = next.text, .delta = &delta, .remember = true}, scratch);
      const ScanResult whole = scanner.scan({.bytes = next.text}, scratch);
      INFO("seed " << seed << ", version " << version);
      REQUIRE(told(changed) == told(whole));
      for (std::size_t i = 0; i < whole.matches.size(); ++i) {
        REQUIRE(changed.matches[i].secret == whole.matches[i].secret);
      }
      matches += whole.matches.size();
      remembered = changed.remembered;
      now = std::move(next);
    }
  }
  // Else it would compare nothing.
  REQUIRE(matches > 10'000);
}

}  // namespace
}  // namespace patdown
