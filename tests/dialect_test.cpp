// The tables of rules/languages, held to the grammars that they speak of.

#include "catch.h"
#include "rule/builtin.h"
#include "token/code/languages/dialects.h"
#include "token/table.h"

#include <string>

namespace patdown {
namespace {

// A node type or a token.
bool has_type(const TSLanguage* language, std::string_view type) {
  const auto size = static_cast<std::uint32_t>(type.size());
  return ts_language_symbol_for_name(language, type.data(), size, true) != 0 ||
         ts_language_symbol_for_name(language, type.data(), size, false) != 0;
}

bool has_field(const TSLanguage* language, std::string_view field) {
  return ts_language_field_id_for_name(language, field.data(),
                                       static_cast<std::uint32_t>(field.size())) != 0;
}

// Some of the dialects that read by the table know it.
template <typename Known>
bool any_knows(std::string_view table, Known known) {
  for (const Dialect* dialect : all_dialects())
    for (const std::string_view name : dialect->tables)
      if (name == table && known(dialect->language())) return true;
  return false;
}

bool is_known_place(std::string_view table, std::string_view place) {
  if (place.starts_with('#')) return true;
  return any_knows(table, [&](const TSLanguage* language) {
    if (place.starts_with('\'')) return has_type(language, place.substr(1, place.size() - 2));
    return place.starts_with(':') ? has_type(language, place.substr(1))
                                  : has_field(language, place);
  });
}

TEST_CASE("every row of a language's table names what a grammar has") {
  REQUIRE_FALSE(all_dialects().empty());
  for (const Dialect* dialect : all_dialects()) {
    REQUIRE_NOTHROW(SyntaxTable(*dialect));
    for (const std::string_view name : dialect->tables) {
      const std::string path = "languages/" + std::string(name) + ".tsv";
      const Table table(builtin_file(path), path);
      REQUIRE(table.rows() > 0);
      for (std::size_t i = 0; i < table.rows(); ++i) {
        const std::string_view type = table.cell(i, table.column("type"));
        INFO(path << ": " << type);
        CHECK(any_knows(name, [&](const TSLanguage* one) { return has_type(one, type); }));
        for (const std::string_view part : split_words(table.cell(i, table.column("parts")))) {
          if (part == "-") continue;
          for (const std::string_view place : split_words(part.substr(part.find('=') + 1), '|')) {
            INFO(part);
            CHECK(is_known_place(name, place));
          }
        }
      }
    }
  }
}

TEST_CASE("a table that names no role or part is refused") {
  Dialect odd = *all_dialects().front();
  static constexpr std::string_view none[] = {"no-such-language"};
  odd.tables = none;
  CHECK_THROWS(SyntaxTable(odd));
}

}  // namespace
}  // namespace patdown
