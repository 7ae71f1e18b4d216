#pragma once

// What may a variable hold while a script runs?
//
// A Value is an immutable tree, shared freely. Texts are joins of literal pieces, sources (what the
// script is given from outside: variables, parameters, environment) and holes (what cannot be
// known). Hashtables and objects are the one mutable part: they are shared by reference, as in the
// languages themselves. A choice holds at most max_choices alternatives, each with the sides of the
// branches that it stands for, so that values of different sides of one `if` are never combined; a
// choice of one alternative holds on its side only.

#include "core/finding.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {

struct Value;
struct Closure;   // machine.h
struct Response;  // response.h
using ValueRef = std::shared_ptr<const Value>;

inline constexpr std::size_t max_choices = 8;    // alternatives of one value
inline constexpr std::size_t max_weight = 4096;  // parts within parts; heavier values are holes
inline constexpr std::size_t max_text = 65536;   // bytes of a literal piece; the rest is cut
inline constexpr std::size_t max_variants = 16;  // combinations that are looked at in one call

enum class SourceKind {
  variable,         // of a pipeline: $(X)
  environment,      // $X, $env:X
  parameter,        // of a script, a function or a template
  script_variable,  // never assigned in the script, or assigned from something unknown
  secret,           // secrets.X of a GitHub workflow
  job_token,        // $(System.AccessToken)
  collection,       // the pipeline's organization: https://dev.azure.com/{}/
  project,          // the pipeline's project, its name or id
  repository,       // the URL of the pipeline's own repository
  predefined,       // any other variable of the platform; never a token
};

struct Source {
  SourceKind kind = SourceKind::script_variable;
  std::string id;
  std::string name;  // for people
};

// One side of one branch that was taken: values of different sides exclude each other.
struct Arm {
  unsigned branch = 0;
  unsigned side = 0;
  friend auto operator<=>(const Arm&, const Arm&) = default;
};
using Arms = std::vector<Arm>;

struct Object {
  std::string type;                        // lower case, "" for a hashtable
  std::map<std::string, ValueRef> fields;  // names lower case
  unsigned branch = 0;                     // the branch in which it was made; 0 outside of all
  bool outside =
      false;  // nobody here makes it: fields that its class does not set were given to it
  std::string struct_type;  // of Go: the file that declares it and its name, apart by a line feed
};

enum class ValueKind {
  nothing,   // null, the output of a silent command
  text,      // `text`
  source,    // `source`
  hole,      // `text` says what it comes from; `parts` what it was derived from
  join,      // `parts` in order
  list,      // `parts`
  choice,    // `parts`, one of which holds, each under its `arms`
  encoded,   // base64 of parts[0]
  object,    // `object`
  function,  // `closure`: a script block
  symbol,    // `text`: what a library calls it, "requests.get"; the tree's own begin with '\n'
};

struct Value {
  ValueKind kind = ValueKind::nothing;
  std::string text;
  Source source;
  std::vector<ValueRef> parts;
  std::vector<Arms> arms;
  std::shared_ptr<Object> object;
  std::shared_ptr<const Closure> closure;
  std::shared_ptr<const Response> answer;  // of holes: what a request gives; null if it is none
  std::size_t weight = 1;                  // itself and all that it consists of
  std::vector<TraceStep> trace;            // of sources and encodings: how it came here
};

ValueRef nothing();
ValueRef text_value(std::string text);
ValueRef symbol(std::string name);
ValueRef hole(std::string why, std::vector<ValueRef> derived_from = {});
ValueRef join(std::vector<ValueRef> parts);
ValueRef list_of(std::vector<ValueRef> parts);
ValueRef choice(std::vector<ValueRef> parts, std::vector<Arms> arms = {});
ValueRef source_value(Source source, TraceStep first);
ValueRef encoded(ValueRef inner, TraceStep step);
ValueRef object_value(std::string type, unsigned branch);
// Adds a step to the way of a source (or of each alternative); other values stay as they are.
ValueRef with_step(const ValueRef& value, const TraceStep& step);

bool is_nothing(const ValueRef& value);

}  // namespace patdown::trace
