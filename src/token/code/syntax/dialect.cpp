#include "token/code/syntax/dialect.h"

#include "core/error.h"
#include "rule/builtin.h"
#include "token/table.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <mutex>

namespace patdown {
namespace {

struct NamedRole {
  std::string_view name;
  SyntaxRole role;
};

constexpr NamedRole roles[] = {
    {"annotation", SyntaxRole::annotation},
    {"annotations", SyntaxRole::annotations},
    {"argument", SyntaxRole::argument},
    {"arguments", SyntaxRole::arguments},
    {"assign", SyntaxRole::assign},
    {"bases", SyntaxRole::bases},
    {"binary", SyntaxRole::binary},
    {"choice", SyntaxRole::choice},
    {"clause", SyntaxRole::clause},
    {"comprehension", SyntaxRole::comprehension},
    {"content", SyntaxRole::content},
    {"declare", SyntaxRole::declare},
    {"default", SyntaxRole::has_default},
    {"drop", SyntaxRole::drop},
    {"escape", SyntaxRole::escape},
    {"field", SyntaxRole::field},
    {"function", SyntaxRole::function},
    {"generic", SyntaxRole::generic},
    {"if", SyntaxRole::conditional},
    {"index", SyntaxRole::index},
    {"interpolation", SyntaxRole::interpolation},
    {"invoke", SyntaxRole::invoke},
    {"join", SyntaxRole::join},
    {"lambda", SyntaxRole::lambda},
    {"leave", SyntaxRole::leave},
    {"list", SyntaxRole::list},
    {"loop", SyntaxRole::loop},
    {"map", SyntaxRole::map},
    {"name", SyntaxRole::name},
    {"new", SyntaxRole::creation},
    {"null", SyntaxRole::null},
    {"optional", SyntaxRole::optional},
    {"pair", SyntaxRole::pair},
    {"parameter", SyntaxRole::parameter},
    {"rest", SyntaxRole::rest},
    {"return", SyntaxRole::ret},
    {"self", SyntaxRole::self},
    {"sequence", SyntaxRole::sequence},
    {"spread", SyntaxRole::spread},
    {"string", SyntaxRole::string},
    {"switch", SyntaxRole::selection},
    {"text", SyntaxRole::text},
    {"through", SyntaxRole::through},
    {"type", SyntaxRole::type},
    {"class", SyntaxRole::type_declaration},
};

// In the order of SyntaxPart.
constexpr std::string_view parts[] = {
    "arguments", "bases", "block", "body",   "condition", "end",   "initializer",
    "key",       "left",  "name",  "object", "operator",  "else",  "parameters",
    "property",  "right", "start", "then",   "type",      "types", "value"};
static_assert(std::size(parts) == static_cast<std::size_t>(SyntaxPart::count));

[[noreturn]] void reject(std::string_view table, std::string_view what, std::string_view word) {
  throw Error("languages/" + std::string(table) + ".tsv: " + std::string(what) + " '" +
              std::string(word) + "'");
}

// A node type, or a token (`this` is one in C#).
TSSymbol symbol_of(const TSLanguage* language, std::string_view type) {
  const auto size = static_cast<std::uint32_t>(type.size());
  const TSSymbol named = ts_language_symbol_for_name(language, type.data(), size, true);
  return named != 0 ? named : ts_language_symbol_for_name(language, type.data(), size, false);
}

// `#1`, `:block`, `'='`, `left`.
SyntaxPlace place_of(const TSLanguage* language, std::string_view spelled) {
  using Kind = SyntaxPlace::Kind;
  SyntaxPlace place;
  if (spelled.starts_with('#')) {
    std::from_chars(spelled.data() + 1, spelled.data() + spelled.size(), place.which);
    place.kind = Kind::child;
  } else if (spelled.starts_with('\'')) {
    const std::string_view token = spelled.substr(1, spelled.size() - 2);
    place.which = static_cast<std::int16_t>(ts_language_symbol_for_name(
        language, token.data(), static_cast<std::uint32_t>(token.size()), false));
    place.kind = place.which != 0 ? Kind::behind : Kind::nowhere;
  } else if (spelled.starts_with(':')) {
    place.which = static_cast<std::int16_t>(symbol_of(language, spelled.substr(1)));
    place.kind = place.which != 0 ? Kind::type : Kind::nowhere;
  } else {
    place.which = static_cast<std::int16_t>(ts_language_field_id_for_name(
        language, spelled.data(), static_cast<std::uint32_t>(spelled.size())));
    place.kind = place.which != 0 ? Kind::field : Kind::nowhere;
  }
  return place;
}

// `left=name|#0`
void read_part(SyntaxRow& row, const TSLanguage* language, std::string_view table,
               std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) reject(table, "no place in", word);
  const auto* part = std::find(std::begin(parts), std::end(parts), word.substr(0, equals));
  if (part == std::end(parts)) reject(table, "no such part:", word);
  auto& places = row.places[static_cast<std::size_t>(part - std::begin(parts))];
  std::size_t used = 0;
  for (const std::string_view spelled : split_words(word.substr(equals + 1), '|')) {
    const SyntaxPlace place = place_of(language, spelled);
    if (place.kind != SyntaxPlace::Kind::nowhere && used < places.size()) places[used++] = place;
  }
}

}  // namespace

SyntaxTable::SyntaxTable(const Dialect& dialect)
    : language_(dialect.language()), rows_(ts_language_symbol_count(language_)) {
  for (const std::string_view name : dialect.tables) {
    const std::string path = "languages/" + std::string(name) + ".tsv";
    const Table table(builtin_file(path), path);
    const std::size_t types = table.column("type");
    const std::size_t role_names = table.column("role");
    const std::size_t part_words = table.column("parts");
    for (std::size_t i = 0; i < table.rows(); ++i) {
      SyntaxRow row;
      const std::string_view word = table.cell(i, role_names);
      const auto* role = std::find_if(std::begin(roles), std::end(roles),
                                      [&](const NamedRole& known) { return known.name == word; });
      const auto special =
          std::find_if(dialect.roles.begin(), dialect.roles.end(),
                       [&](const DialectRole& known) { return known.name == word; });
      if (special != dialect.roles.end()) {
        row.role = SyntaxRole::special;
        row.special = &*special;
      } else if (role != std::end(roles)) {
        row.role = role->role;
      } else {
        reject(name, "no such role:", word);
      }
      for (const std::string_view part : split_words(table.cell(i, part_words)))
        if (part != "-") read_part(row, language_, name, part);
      const TSSymbol symbol = symbol_of(language_, table.cell(i, types));
      if (symbol != 0 && symbol < rows_.size()) rows_[symbol] = row;
    }
  }
}

const SyntaxTable& SyntaxTable::of(const Dialect& dialect) {
  static std::mutex mutex;
  static std::map<const Dialect*, std::unique_ptr<const SyntaxTable>> tables;
  const std::lock_guard lock(mutex);
  auto& table = tables[&dialect];
  if (!table) table = std::make_unique<const SyntaxTable>(dialect);
  return *table;
}

const SyntaxRow& SyntaxTable::row(const Syntax& syntax) const {
  const TSSymbol symbol = ts_node_symbol(syntax.node);
  return symbol < rows_.size() ? rows_[symbol] : nothing_;
}

}  // namespace patdown
