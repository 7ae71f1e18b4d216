#pragma once

// What do the references in a step's texts mean?
//
// Fills Step::bindings from what template expressions evaluate to and from the variables in scope,
// and follows references inside those values. A value that is its own name is no meaning and is
// left out. Bounded: 16 values a name, 300 variables that a step does not name itself (scripts read
// them from the environment), 400,000 bindings a pipeline.

#include "token/pipeline/expand.h"
#include "token/pipeline/step.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class Binder {
 public:
  // All must outlive it.
  Binder(Expander& expander, MacroTable& macros) : expander_(expander), macros_(macros) {}

  // With every macro hidden, as in `env:`, arguments, inputs and variables.
  PipelineText hide(const Text& text);
  // Only those that `is_macro` accepts.
  PipelineText hide(const Text& text, const std::function<bool(std::string_view)>& is_macro);

  // Binds what `hidden` refers to; `raw` is the same text as written, read in `frame`.
  void bind(Step& step, std::string_view raw, const PipelineText& hidden,
            const TemplateFrame& frame);
  // Binds the variables in scope, named by the step or not.
  void bind_scope(Step& step);

 private:
  void add(Step& step, const std::string& name, const std::vector<Text>& values, int depth);
  void bind_names(Step& step, const PipelineText& hidden, int depth);

  Expander& expander_;
  MacroTable& macros_;
  std::size_t bindings_ = 0;
};

}  // namespace patdown
