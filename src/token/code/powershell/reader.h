#pragma once

// What does a PowerShell script say? One pass, from text to the common form.
//
// A recursive descent over the two modes of PowerShell's grammar: expressions ($x + 1) and commands
// (Get-Item $x). There is no list of tokens, since what a character means depends on the mode,
// which only the parser knows. Functions take what they can and always return a node; what they
// cannot take stays at the cursor, and the statement around it skips it and says so. See
// token/code/readers.h for what becomes of what.

#include "token/code/powershell/base.h"
#include "token/code/powershell/operators.h"

#include <map>
#include <optional>
#include <string>

namespace patdown {

class Pieces;

class PowerShellReader : public ReaderBase {
 public:
  using ReaderBase::ReaderBase;
  Code read();

  // statements.cpp: up to `closer`, which stays at the cursor; 0 is the end of the text.
  void statements(char closer, std::vector<Node>& out);
  // Pipelines with && and || between them.
  void chain(std::vector<Node>& out);
  // A statement that stands where a value is wanted.
  Node value();
  // `{ … }` as a block; with `own_parameters` a param() inside belongs to it.
  Node script_block(bool own_parameters);
  std::vector<Arg>* parameters() { return parameters_; }

  // expressions.cpp, primaries.cpp; `commas`: may 1, 2 be a list here?
  Node expression(bool commas);
  Node paren();
  // `[…]`, with the brackets, at the cursor; empty, and nothing taken, if it does not end.
  std::string type_span();

  // strings.cpp, variables.cpp
  Node string();
  bool variable_starts(std::size_t ahead) const;
  Node variable();

  // commands.cpp, words.cpp: one argument of a command, or a list of them; one word
  Node words();
  Node word();

 private:
  bool statement_follows(char closer);
  void complete_statement(std::vector<Node>& out);
  bool statement(std::vector<Node>& out);
  void skip_attributes();
  Node pipeline();
  Node element(bool& is_expression);
  bool starts_expression() const;
  Node assigned(const std::string& name, Node target, Node value);
  Node binary(Binding loosest, bool commas);
  Node operand(bool commas);
  Node prefix();
  Node dashed();
  Node combine(const std::string& name, Node left, Node right, std::size_t begin);
  Node type_or_cast();
  Node primary();
  Node number();
  Node subexpression();
  Node array();
  Node table();
  std::optional<Arg> table_entry();
  Node postfix(Node object, bool in_command);
  bool member_follows(bool in_command) const;
  Node member(Node object, bool in_command);
  Node computed_member();
  void skip_type_arguments();
  void call_arguments(Node& call);
  Node index(Node object);
  Node single_quoted();
  Node double_quoted();
  Node here_string();
  Node unterminated(std::size_t begin);
  void expand(Pieces& pieces);
  std::string first_spelling(std::string name);
  Node command();
  void arguments(Node& call);
  void argument(Node& call);
  void parameter(Node& call);
  void unparsed_arguments(Node& call);
  bool redirection();
  void bare_word(Pieces& pieces);

  bool here_strings_end_ = true;                  // false once one had no end
  std::vector<Arg>* parameters_ = nullptr;        // of the function, script or block being read
  std::map<std::string, std::string> spellings_;  // of variables, by lower case
};

}  // namespace patdown
