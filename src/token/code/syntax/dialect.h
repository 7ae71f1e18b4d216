#pragma once

// What does a language's grammar call the things that the common form knows?
//
// A table under rules/languages says it, one row a node type: the role it plays and where its parts
// stand. `docs/languages.md` lists roles and parts. What no table can say is a DialectRole.

#include "token/code/form.h"
#include "token/code/syntax/tree.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

enum class SyntaxRole : std::uint8_t {
  unknown,  // of types that no row names
  annotation,
  annotations,
  argument,
  arguments,
  assign,
  bases,
  binary,
  choice,
  clause,
  comprehension,
  conditional,
  content,
  creation,
  declare,
  drop,
  escape,
  field,
  function,
  generic,
  has_default,
  index,
  interpolation,
  invoke,
  join,
  lambda,
  leave,
  list,
  loop,
  map,
  name,
  null,
  optional,
  pair,
  parameter,
  rest,
  ret,
  selection,
  self,
  sequence,
  spread,
  string,
  text,
  through,
  type,
  type_declaration,
  special,  // of one language: a DialectRole
};

enum class SyntaxPart : std::uint8_t {
  arguments,
  bases,
  block,
  body,
  condition,
  end,
  initializer,
  key,
  left,
  name,
  object,
  operation,
  otherwise,
  parameters,
  property,
  right,
  start,
  then,
  type,
  types,
  value,
  count
};

class SyntaxReader;

// A role that one language alone knows: appends what `syntax` does to `out`. Where a value is
// wanted it is the last node.
struct DialectRole {
  std::string_view name;
  void (*read)(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out);
};

struct Dialect {
  std::string_view name;                     // for people
  std::span<const std::string_view> tables;  // rules/languages/NAME.tsv, later rows win
  const TSLanguage* (*language)() = nullptr;
  std::span<const DialectRole> roles = {};
  std::string_view constructor = {};  // the method that constructs
  std::string_view main_guard = {};   // a condition that holds it is true
  bool self_is_parameter = false;     // the first of a method
  bool members_by_name = false;       // `x` in a method may mean `this.x`
  bool fields_construct = false;      // declared fields may be what a class is made of
  bool last_value_returns = false;    // of a function
  bool names_call = false;            // a name that nothing declares is a call without arguments
  bool defaults_follow = false;       // what follows a parameter is its default
  bool types_decide = false;          // f<T>() may do what T says
  bool first_of_many = false;         // in `a, b = f()` a stands for f()
  bool mixins_called = false;         // `include M` in a class is one more base of it
  bool cases_compare = false;         // a clause of a switch runs where its patterns are equal
  bool cases_fall_through = false;    // and goes on with the next one if it does not leave
  void (*finish_call)(Node& call) = nullptr;
  // What a variable is that is declared without a value; what a function is besides its statements.
  void (*without_value)(SyntaxReader& reader, const Syntax& syntax,
                        std::vector<Node>& out) = nullptr;
  void (*finish_function)(SyntaxReader& reader, const Syntax& syntax, Node& function) = nullptr;
};

// Where a part stands.
struct SyntaxPlace {
  enum class Kind : std::uint8_t { nowhere, field, child, type, behind };

  Kind kind = Kind::nowhere;
  std::int16_t which =
      0;  // id of the field, index of the named child (from the end below 0), symbol
};

struct SyntaxRow {
  SyntaxRole role = SyntaxRole::unknown;
  const DialectRole* special = nullptr;
  // Two places each: the second is looked at if there is nothing at the first.
  std::array<std::array<SyntaxPlace, 2>, static_cast<std::size_t>(SyntaxPart::count)> places = {};
};

class SyntaxTable {
 public:
  // Read once and kept. Rows of types or fields that the grammar does not have are left out:
  // several grammars may share a table.
  static const SyntaxTable& of(const Dialect& dialect);

  // Throws Error if a table names a role or part that there is not.
  explicit SyntaxTable(const Dialect& dialect);

  const SyntaxRow& row(const Syntax& syntax) const;

 private:
  const TSLanguage* language_;
  std::vector<SyntaxRow> rows_;  // by symbol
  SyntaxRow nothing_;
};

}  // namespace patdown
