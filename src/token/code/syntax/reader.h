#pragma once

// How does a syntax tree read in the common form, by the table of its language?
//
// One SyntaxReader reads one file. Every node of the tree is looked at once, on the way down; what
// a value does besides being one (`a = b` inside an expression) goes to the statements in front of
// it, `sink()`. Nesting is bounded (150 levels, holes below), and so are the steps of a file.

#include "token/code/form.h"
#include "token/code/syntax/dialect.h"
#include "token/code/syntax/nodes.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class SyntaxReader : public SyntaxNodes {
 public:
  using Nodes = std::vector<Node>;

  // All must outlive it.
  SyntaxReader(const Dialect& dialect, std::string_view text, Code& code);

  void file(const Syntax& root);

  // What `syntax` is worth.
  Node value(const Syntax& syntax);
  // What it does, appended to `out`.
  void statement(const Syntax& syntax, Nodes& out);
  // What each named child does. With `returns` the last value is what a function returns.
  void statements(const Syntax& parent, Nodes& out, bool returns = false);
  void statements(const std::vector<Syntax>& parts, Nodes& out, bool returns = false);
  // Keeps what `value` does; drops it if it does nothing.
  void settle(Node value, Nodes& out);
  // `left operation value` for names, members, patterns.
  void assign(const Syntax& left, Node value, const std::string& operation, Nodes& out);

  // calls.cpp
  void arguments(const Syntax& syntax, std::vector<Arg>& out);
  void entries(const Syntax& syntax, std::vector<Arg>& out);  // of a map
  Node created(const Syntax& syntax, const Syntax& type);     // call "new" without arguments
  Node called(const Syntax& syntax, std::string name, std::vector<std::string> texts) const;
  // functions.cpp
  Node function(const Syntax& syntax, std::string name);
  void body_of(const Syntax& syntax, Node& function);
  void type_declaration(const Syntax& syntax, Nodes& out);
  void annotate(const Syntax& annotation);  // what is declared next
  void extends(const Syntax& at, const std::string& type, const Syntax& base, Nodes& out);
  std::vector<std::string> type_parameters(const Syntax& syntax) const;
  std::vector<std::string> type_arguments(const Syntax& syntax) const;
  void given_types(const Syntax& syntax, Node& function);
  // strings.cpp
  void pieces(const Syntax& string, Node& join);

  // The first of the parts of that kind.
  std::optional<Syntax> part(const Syntax& syntax, SyntaxPart which) const;
  std::vector<Syntax> parts(const Syntax& syntax, SyntaxPart which) const;
  SyntaxRole role(const Syntax& syntax) const { return table_.row(syntax).role; }
  // Named children, without comments and the like.
  std::vector<Syntax> children(const Syntax& parent) const;
  std::string spelled(const Syntax& syntax) const;  // without type arguments and blanks
  std::string member_name(const Syntax& syntax) const;
  Node meant(const Syntax& at, std::string name) const;  // by a name that stands there
  Node each_of(const Syntax& at, Node list) const;       // an element
  std::string fresh_name() { return "{t" + std::to_string(++temporaries_) + "}"; }
  Nodes& sink() { return *sink_; }
  void declare_local(const std::string& name) { locals_.insert(name); }
  // `global x`: what the function gives x is kept there.
  void declare_outside(const std::string& name, const std::string& scope) {
    outside_[name] = scope;
  }
  const std::string& class_name() const { return class_; }
  const Dialect& dialect() const { return dialect_; }

 private:
  using Read = Node (SyntaxReader::*)(const Syntax&);
  using Run = void (SyntaxReader::*)(const Syntax&, Nodes&, bool);
  // What a role does as a value and as a statement; a null one goes by way of the other.
  struct Behaviour {
    SyntaxRole role = SyntaxRole::unknown;
    Read read = nullptr;
    Run run = nullptr;
  };
  static const Behaviour& behaviour(SyntaxRole role);

  // values.cpp
  Node name(const Syntax& syntax);
  Node self(const Syntax& syntax);
  Node null(const Syntax& syntax);
  Node text(const Syntax& syntax);
  Node type(const Syntax& syntax);
  Node through(const Syntax& syntax);
  Node member(const Syntax& syntax);
  Node indexed(const Syntax& syntax);
  Node leave(const Syntax& syntax);
  Node list(const Syntax& syntax);
  Node map(const Syntax& syntax);
  Node choice(const Syntax& syntax);
  Node binary(const Syntax& syntax);
  Node combined(const Syntax& syntax, std::string_view operation, Nodes operands) const;
  Node comprehension(const Syntax& syntax);
  Node special(const Syntax& syntax);
  Node unknown(const Syntax& syntax);
  static Node last_of(Node block, Nodes& before);
  Node done(const Syntax& syntax);  // a statement where a value is wanted
  Node chosen(const Syntax& syntax, Node branch);
  // strings.cpp
  Node string(const Syntax& syntax);
  Node join(const Syntax& syntax);
  void content(const Syntax& syntax, Node& join);
  // calls.cpp
  Node invoke(const Syntax& syntax);
  void callee(const Syntax& syntax, Node& call);
  void type_arguments(const Syntax& syntax, Node& call);
  Node create(const Syntax& syntax);
  // statements.cpp. With `returns` the last value is what a function returns.
  void act(const Syntax& syntax, Nodes& out, bool returns);
  void run(const Syntax& syntax, Nodes& out, bool returns);
  void run_through(const Syntax& syntax, Nodes& out, bool returns);
  void run_special(const Syntax& syntax, Nodes& out, bool returns);
  void assignment(const Syntax& syntax, Nodes& out, bool returns);
  void declaration(const Syntax& syntax, Nodes& out, bool returns);
  void optional(const Syntax& syntax, Nodes& out, bool returns);
  std::string condition_of(const Syntax& syntax) const;
  void branch(const Syntax& syntax, Nodes& out, bool returns);
  void alternatives(const Syntax& syntax, Node& branch, bool& otherwise, bool returns);
  void cases(const Syntax& syntax, Nodes& out, bool returns);
  struct Case;
  std::vector<Case> each_case(const Syntax& body, Node& branch, bool& otherwise, bool returns);
  void compare_cases(std::string_view subject, const std::vector<Case>& all, Node& branch) const;
  void loop(const Syntax& syntax, Nodes& out, bool returns);
  void returned(const Syntax& syntax, Nodes& out, bool returns);
  void drop(const Syntax& syntax, Nodes& out, bool returns);
  void error(const Syntax& syntax, Nodes& out);
  // patterns.cpp
  void assign_one(const Syntax& left, Node value, const std::string& operation, Nodes& out);
  bool assign_results(const Syntax& pattern, Node& call, Nodes& out);
  void assign_list(const Syntax& pattern, Node value, const std::string& operation, Nodes& out);
  void assign_map(const Syntax& pattern, Node value, Nodes& out);
  Node simple(const Syntax& at, Node value, Nodes& out);
  Node member_of(const Syntax& at, const Node& object, const std::string& name) const;
  // functions.cpp
  void declared_function(const Syntax& syntax, Nodes& out, bool returns);
  Node lambda(const Syntax& syntax);
  void annotation(const Syntax& syntax, Nodes& out, bool returns);
  void declared_type(const Syntax& syntax, Nodes& out, bool returns);
  Node annotated(const Syntax& annotation);
  void parameters(const Syntax& list, Node& function);
  void parameter(const Syntax& syntax, Node& function);
  void body(const Syntax& syntax, Node& function, bool returns);
  // types.cpp
  void constructed_by(const Syntax& parameters, Nodes& out);
  void mix_in(const Syntax& syntax, const std::string& type, std::size_t from, Nodes& out) const;
  void set_in_constructor(std::size_t at, Nodes& out) const;
  void constructed_by_fields(const Syntax& body, Nodes& out);
  std::string declared_type_of(const Syntax& syntax) const;
  void find_members(const Syntax& body);

  std::optional<Syntax> part_behind(const Syntax& syntax, TSSymbol token) const;
  void beside_parameter(const Syntax& syntax, Node& function);
  bool is_deep(const Syntax& at);

  const Dialect& dialect_;
  const SyntaxTable& table_;
  Nodes* sink_;
  std::size_t steps_ = 0;
  std::size_t temporaries_ = 0;
  std::string class_;                                // that is being read
  bool in_class_ = false;                            // directly
  std::set<std::string> members_;                    // of that class
  std::map<std::string, std::string> member_types_;  // of those whose type is declared
  std::set<std::string> locals_;                     // of the function
  std::map<std::string, std::string> outside_;  // names that it gives values outside: their scope
  std::string self_;                            // what the function calls its instance
  Nodes annotations_;                           // of what is declared next
  std::size_t functions_ = 0;                   // around what is being read
  Nodes local_types_;                           // that functions declare
  // Where in the list that is being made the types within that class stand: from, behind.
  std::vector<std::pair<std::size_t, std::size_t>> inner_types_;
};

}  // namespace patdown
