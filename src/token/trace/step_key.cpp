#include "token/trace/step_key.h"

#include "core/digest.h"
#include "core/letters.h"

#include <algorithm>

namespace patdown::trace {
namespace {

constexpr std::size_t longest_word = 200;

// A part of a path, a name, a version: nothing that a shell, a URL or a command makes more of.
bool is_plain(const std::string& text) {
  return !text.empty() && text.size() <= longest_word && text[0] != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_word_letter(c) || c == '-' || c == '.' || c == '/'; });
}

class Writer {
 public:
  explicit Writer(const MacroTable& macros) : macros_(macros) {}

  void add(const std::string& text) {
    for (const MacroPiece& piece : split_macros(text, macros_)) {
      key_ += piece.reference ? '\x01' : '\x02';
      key_ += piece.text;
    }
    key_ += '\0';
  }
  void add_named(const std::string& name, const PipelineText& text) {
    add(name);
    add(text.text);
    add(std::to_string(text.line));
  }
  const std::string& key() const { return key_; }

 private:
  const MacroTable& macros_;
  std::string key_;
};

}  // namespace

StepKey::StepKey(const Pipeline& pipeline, const Step& step, const std::string& state) {
  Writer key(pipeline.macros);
  for (const std::string& group : pipeline.variable_groups) key.add(group);
  key.add(step.path);
  key.add(std::to_string(step.line));
  key.add(std::to_string(static_cast<int>(step.kind)));
  key.add(step.task);
  key.add(step.language);
  key.add(step.body.text);
  key.add(step.file);
  key.add(step.arguments.text);
  key.add(step.working_directory);
  for (const auto& [name, text] : step.env) key.add_named(name, text);
  for (const auto& [name, text] : step.inputs) key.add_named(name, text);
  std::string words;
  for (const auto& [name, texts] : step.bindings) {
    if (texts.size() == 1 && is_plain(texts[0].text)) {
      key.add(name);
      words.append(texts[0].text).append("\n");
      words_.emplace_back(name, texts[0].text);
      continue;
    }
    for (const PipelineText& text : texts) key.add_named(name, text);
  }
  general_ = sha256(state + key.key());
  exact_ = sha256(general_ + words);
}

}  // namespace patdown::trace
