#pragma once

// What does a script know while it is being evaluated?
//
// The state of one abstract run: names, environment, functions, logins, git remotes. The evaluator
// (evaluate.h), the calls (call.h) and the callees work on it. One Machine lives for one step of a
// pipeline or one script file; a Session lives for all steps of a job.

#include "token/code/form.h"
#include "token/pipeline/step.h"
#include "token/trace/frames.h"
#include "token/trace/recorder.h"
#include "token/trace/value.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace patdown::trace {

class Library;  // library.h

// Where code stands: a file of its own or the text of a step.
struct Unit {
  std::string path;
  bool powershell = false;
  std::string language;  // of a programming language: "python"; empty for shells
  bool program() const { return !language.empty(); }
  std::shared_ptr<const Code> code;
  const Pipeline* pipeline = nullptr;  // whose macros the text holds; null for files
  const Step* step = nullptr;
  std::size_t first_line = 1;  // of the code's first line in `path`
  std::size_t first_column = 1;
};

// A function, and in programming languages what was known around it where it was made.
struct Closure {
  const Node* node = nullptr;
  std::shared_ptr<const Unit> unit;
  NameTable around;       // a copy, for when the frame is gone
  std::size_t outer = 0;  // the serial of the frame; 0 if it is the module itself
  ValueRef receiver;      // of a method that is passed on; null if none
};

struct Remote {
  ValueRef url;
  ValueRef credential;  // of feeds; may be null
  friend bool operator==(const Remote&, const Remote&) = default;
};

// A token that was written to a file, and where.
struct WrittenToken {
  std::string file;  // for people
  ValueRef content;
  TraceStep place;
  friend bool operator==(const WrittenToken&, const WrittenToken&) = default;
};

// What one step of a job leaves to the next.
struct Session {
  ValueRef az_login;  // given to `az devops login`; null if none
  bool entra_login = false;
  ValueRef organization;  // az devops configure --defaults; null if none
  ValueRef project;
  std::map<std::string, Remote> remotes;
  std::vector<ValueRef> git_headers;  // http.extraheader
  ValueRef git_header_url;            // of http.<url>.extraheader; may be null
  std::vector<Remote> replacements;   // url.X.insteadOf (the URL that is replaced: credential)
  std::map<std::string, Remote> feeds;
  std::map<std::string, ValueRef> variables;   // ##vso[task.setvariable], lower case
  std::map<std::string, WrittenToken> unread;  // by the file's name: nothing here has read it yet
  bool persisted = false;                      // checkout with persistCredentials
  friend bool operator==(const Session&, const Session&) = default;
};

struct Output {
  Arms arms;
  ValueRef value;
};

// A function that is being inlined, or a script that is being run.
struct Activation {
  const Node* node = nullptr;
  std::vector<Output> outputs;
  std::vector<Output> returns;
};

// The first program that ran of which nothing is known, or that runs code of the repository.
struct Stranger {
  std::string name;    // empty if there was none
  std::string family;  // of its code, as own_programs.h has them, if it is the repository's own
  bool tests = false;  // it runs the tests of that
};

struct Machine {
  Machine(Library& scripts, Recorder& uses, Session& job)
      : library(scripts), recorder(uses), session(job) {
    memory.frames.push({});
  }

  Library& library;
  Recorder& recorder;
  Session& session;
  bool in_pipeline = false;
  std::shared_ptr<const Unit> unit;
  Memory memory;
  std::map<std::string, Closure> functions;  // lower case in PowerShell
  ValueRef directory;                        // where `cd` went; null at the start
  std::vector<Activation> active;
  Arms sides;  // the branches that the evaluation is inside of
  std::size_t steps = 0;
  std::size_t depth = 0;
  std::set<std::string> cut_in;  // files in which there were no steps left (cut_short.h)
  bool alone = false;            // a function that makes objects runs for what its class looks like
  bool on_reserve = false;       // what is imported there is looked at all the same
  std::string function;          // of an uncalled function that is looked at by itself
  bool in_package = false;       // a script of package.json runs
  Stranger stranger;
  std::set<std::string> read_unset;
  std::size_t frames_made = 0;
  std::set<std::string> loaded;         // the modules that have run, by path
  std::vector<std::string> load_order;  // likewise, in order
  ValueRef arguments;                   // a list: of the program's command line; null if not known
  std::map<std::string, ValueRef> constructed;  // the last object of each class of the tree's own
  std::map<std::string, ValueRef> injected;     // what parameters of a class's type stand for
  // By module and variable that were asked for so: what they hold; null while that is looked for.
  std::map<std::string, ValueRef> late;
  std::vector<ValueRef> lent;   // objects that functions here are lent, outermost first
  std::set<const Node*> plain;  // functions of Python whose decorators run already
  // Of Go: what the function that was called last gave, first and in all; null if that was one.
  ValueRef first_result;
  ValueRef all_results;
};

}  // namespace patdown::trace
