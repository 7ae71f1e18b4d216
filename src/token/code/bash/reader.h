#pragma once

// How do a Bash script's statements and words read in the common form?

#include "token/code/form.h"
#include "token/code/syntax/join.h"
#include "token/code/syntax/nodes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class BashReader : private SyntaxNodes {
 public:
  using SyntaxNodes::SyntaxNodes;

  void file(const Syntax& root);

 private:
  using Nodes = std::vector<Node>;

  // statements.cpp: what they do, appended to `out`
  void statement(const Syntax& syntax, Nodes& out);
  void each_statement(const std::vector<Syntax>& parts, Nodes& out);
  bool compound(const Syntax& syntax, Nodes& out);
  void list(const Syntax& syntax, Nodes& out);
  void pipeline(const Syntax& syntax, Nodes& out);
  void join_stage(Nodes& stage, Nodes& producer, Nodes& out);
  void condition(const Syntax& syntax, Nodes& out);
  void loop(const Syntax& syntax, Nodes& out);
  void alternatives(const Syntax& syntax, Nodes& out);
  void cases(const Syntax& syntax, Nodes& out);
  void function(const Syntax& syntax, Nodes& out);
  void error(const Syntax& syntax, Nodes& out);

  // commands.cpp
  void command(const Syntax& syntax, Nodes& out);
  void command_word(const std::vector<Syntax>& parts, std::size_t& at, Node& call);
  void declaration(const Syntax& syntax, Nodes& out);
  Node assignment(const Syntax& syntax);
  void redirected(const Syntax& syntax, Nodes& out);
  void redirect(const Syntax& syntax, Node& call, Nodes& out);
  void heredoc(const Syntax& syntax, Node& call, Nodes& out);
  Node heredoc_body(const Syntax& body, bool raw, bool tabs);
  void substitutions(const Syntax& syntax, Nodes& out);

  // words.cpp: values
  Node word(const Syntax& syntax);
  Node string(const Syntax& syntax);
  Node expansion(const Syntax& syntax);
  Node variable(const Syntax& syntax);
  Node changed(const Syntax& syntax, Node name, const std::vector<Syntax>& parts, std::size_t at);
  std::optional<Node> replaced(const Syntax& syntax, const Node& name, std::size_t begin);
  Node method(const Syntax& syntax, const char* called, Node object, std::vector<Node> args);
  Node substitution(const Syntax& syntax);
  Node pieces(const Syntax& syntax, std::size_t begin, std::size_t end, bool quotes);

  // run_on.cpp: words that the grammar breaks in two
  bool runs_on(const Syntax& word, const Syntax& next) const;
  void rest_of_word(const Syntax& syntax, std::vector<Node>& pieces_of_word);
  // `begun`, which parts[at] is, with what belongs to it in the parts behind it; `at` moves there.
  Node continued(Node begun, const std::vector<Syntax>& parts, std::size_t& at);
};

// Of a word: backslashes taken away. Of a string in double quotes: only those that quote.
std::string unescaped(std::string_view text, bool in_quotes);
std::string unescaped_ansi(std::string_view text);  // the inside of $'…'

}  // namespace patdown
