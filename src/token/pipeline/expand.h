#pragma once

// What does a template say once its expressions are put in?
//
// Azure expands `${{ }}` before a pipeline runs. The Expander does the same with what is known from
// the files, and takes every branch of `${{ if }}` (except on the key of a loop, which is known)
// and every round of `${{ each }}`; a loop over something unknown or empty is taken once. What
// stays unknown stays as it is written.
//
// A FramedYaml is a place in a YAML file together with the TemplateFrame that its expressions are
// read in, so a parameter that passes through several templates resolves step by step. Values
// borrow: YAML files, and the Expander, outlive them. Bounded: 300,000 nodes visited in one
// pipeline, 16 alternatives of one text, 150 levels; `spent()` says that one of them was hit.

#include "core/text.h"
#include "token/pipeline/expression.h"
#include "token/pipeline/yaml.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace patdown {

struct TemplateFrame;

struct FramedYaml {
  const Yaml* node = nullptr;
  const TemplateFrame* frame = nullptr;
};

// One use of a file, or one round of a loop inside it.
struct TemplateFrame {
  std::string path;                                           // of the file
  const TemplateFrame* outer = nullptr;                       // of a round: what it stands in
  std::map<std::string, std::vector<FramedYaml>> parameters;  // of a file; names lower case
  std::string variable;                                       // of a round; lower case
  std::optional<FramedYaml> key;                              // if the loop runs over a map
  std::optional<FramedYaml> value;  // absent if the loop's values are unknown
};

struct Entry {
  std::string key;
  FramedYaml value;
};

struct Text {  // with its known template expressions put in
  std::string raw;
  std::string path;
  std::size_t line = 0;
  std::size_t column = 0;
};

// Variables that are visible somewhere; inner ones hide outer ones. Names lower case.
struct VariableScope {
  const VariableScope* outer = nullptr;
  std::map<std::string, std::vector<Text>> variables;
};
const std::vector<Text>* find(const VariableScope* scope, const std::string& name);

class Expander {
 public:
  const VariableScope* scope = nullptr;  // for `variables.x`; whoever walks the pipeline keeps it
  // Entries of a map, in order, branches and rounds in place. Empty if it is none.
  std::vector<Entry> entries(FramedYaml map);
  // Items of a list, lists within `${{ }}` spliced in. Empty if it is none.
  std::vector<FramedYaml> items(FramedYaml list);
  // What a scalar that is one `${{ }}` stands for; the value itself if unknown.
  std::vector<FramedYaml> follow(FramedYaml value);
  std::vector<Text> texts(FramedYaml scalar);
  std::vector<FramedYaml> evaluate(const MacroExpression& expression,
                                   const TemplateFrame& frame);  // empty: unknown

  TemplateFrame& add_frame();
  bool spent() const { return spent_; }

 private:
  class Level;
  void add_item(FramedYaml item, std::vector<FramedYaml>& all);
  std::vector<const TemplateFrame*> rounds(std::string_view loop, const TemplateFrame& frame);
  bool may_hold(const MacroExpression& condition, const TemplateFrame& frame);
  std::vector<FramedYaml> path_values(const MacroExpression& expression,
                                      const TemplateFrame& frame);
  std::vector<FramedYaml> call_values(const MacroExpression& expression,
                                      const TemplateFrame& frame);
  std::vector<FramedYaml> descend(std::vector<FramedYaml> values,
                                  const std::vector<std::string>& path, std::size_t from);
  std::vector<Text> argument_texts(const MacroExpression& argument, const TemplateFrame& frame);
  std::vector<Text> format(const MacroExpression& call, const TemplateFrame& frame);
  FramedYaml settled(const Text& text);

  std::deque<TemplateFrame> frames_;
  std::deque<Yaml> made_;
  std::map<std::string, const TemplateFrame*> settled_;
  std::size_t visited_ = 0;
  int depth_ = 0;
  bool spent_ = false;
};

}  // namespace patdown
