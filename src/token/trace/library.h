#pragma once

// Which script file does a path in a script mean, and what does it say?
//
// Reads and parses the scripts of a tree, each once. Remembers which scripts and functions were
// reached, so that the rest can be looked at by itself.

#include "core/tree.h"
#include "token/code/readers.h"
#include "token/trace/credential.h"
#include "token/trace/file_kinds.h"
#include "token/trace/journal.h"
#include "token/trace/receivers.h"
#include "token/trace/text_map.h"
#include "token/tree_clues.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace patdown::trace {

struct Unit;
struct Closure;

struct Script {
  std::string path;
  bool powershell = false;
  std::string language;     // "python"; empty for shells
  bool build_file = false;  // a Makefile or a Dockerfile, which reads as Bash
  std::shared_ptr<const Code> code;
  // Of programming languages: the functions and methods ("Class.name") of the file, the classes and
  // what each one extends ("" for nothing).
  std::map<std::string, const Node*, std::less<>> functions;
  // Further ones of the same name.
  std::map<std::string, std::vector<const Node*>, std::less<>> overloads;
  std::map<std::string, std::string, std::less<>> classes;
  // Of classes that say so: their type parameters, and what they give those of the class that they
  // extend.
  std::map<std::string, std::vector<std::string>, std::less<>> type_parameters;
  std::map<std::string, std::vector<std::string>, std::less<>> base_types;
  std::vector<std::pair<std::string, std::string>> further_bases;  // of classes with several
  // Of Java: fields that are declared with a type alone, by class, in order.
  struct UnsetField {
    std::string name;
    std::string type;
    std::string told;  // by @Qualifier, @Named or @Value
  };
  std::map<std::string, std::vector<UnsetField>, std::less<>> unset_fields;
  // Of Go: what structs hold, with the tags of their fields.
  struct StructField {
    std::string name;
    std::string type;  // "conf.Base"; empty of what is not called by a name
    std::string tag;   // `env:"ADO_PAT"`
  };
  std::map<std::string, std::vector<StructField>, std::less<>> structs;
  std::set<std::string, std::less<>> names;       // what else the file itself gives a value
  std::set<std::string, std::less<>> set_inside;  // names that a function in it gives a value
  std::set<std::string, std::less<>> set_fields;  // `x.field = …` anywhere in it, lower case
};

// In texts of values: the root of the checkout. `$(Build.SourcesDirectory)/x` is root_mark + "/x".
inline constexpr char root_mark = '\x03';

// Scripts of one tree, by path, parsed once each: for whoever looks at the tree more than once.
struct ParsedScripts : TextMap<Script> {};

class Library {
 public:
  // Borrows all. Files are read from up to `threads` threads at once where many are wanted; who
  // asks is one thread. What is parsed is kept in `parsed` if there is one.
  Library(const Tree& tree, const TreeClues& clues, unsigned threads = 1,
          ParsedScripts* parsed = nullptr);

  // Paths of the scripts that a reader here understands, sorted.
  const std::vector<std::string>& scripts() const { return scripts_; }
  bool is_script(std::string_view path) const;
  // Makefiles and Dockerfiles that speak of Azure DevOps.
  std::vector<std::string> build_files() const;
  // nullptr if it cannot be read.
  const Script* script(std::string_view path);
  // The file as a unit; of one that cannot be read, its path alone.
  std::shared_ptr<const Unit> unit(std::string_view path);
  // Reads and parses what will be asked for.
  void read_ahead(const std::vector<std::string>& paths);
  // The one PowerShell function of that name in all scripts: modules load by themselves. Of several
  // the one that has all these parameters.
  std::optional<Closure> function_named(std::string_view name,
                                        const std::vector<std::string>& parameters);
  // Functions of PowerShell that set `$global:name` or `$script:name`, lower case.
  struct Setter {
    std::string path;
    const Node* function = nullptr;
  };
  const std::vector<Setter>& setters_of(std::string_view name);
  // The functions of PowerShell that read the variable of the environment, lower case.
  const std::vector<Setter>& readers_of(std::string_view name);
  std::optional<std::string> text(std::string_view path) const { return tree_.read(path); }
  bool exists(std::string_view path) const;

  // Files of a programming language in a folder, not below it; at most 64.
  const std::vector<std::string>& files_in(std::string_view folder,
                                           std::string_view language) const;
  // What the files of a folder declare together, as those of a package of Go do.
  struct Package {
    // Functions and methods that do something: the first file that has one, and where.
    std::unordered_map<std::string_view, std::pair<const std::string*, const Node*>> functions;
    // Every name: the files that give it a value, in order.
    std::unordered_map<std::string_view, std::vector<const std::string*>> names;
    // Of Go: the first file that declares a struct.
    std::unordered_map<std::string_view, const std::string*> structs;
  };
  const Package& package(std::string_view folder, std::string_view language);
  // The file of a package of Go that declares a struct of that name; null if none does.
  const std::string* struct_file(std::string_view folder, std::string_view name);
  // The one file that declares a type or a function: by the file's name, else among the files that
  // speak of Azure DevOps.
  using FoundFile = std::optional<std::string>;
  const FoundFile& file_of_type(std::string_view name, std::string_view language);
  const FoundFile& file_of_function(std::string_view name, std::string_view language);
  // Classes that say they extend one of that name, among the files that programs() lists: their
  // files and names, at most 64.
  struct Derived {
    std::string path;
    std::string name;
  };
  const std::vector<Derived>& derived_from(std::string_view name, std::string_view language);
  // The folder of the tree that an import path of Go ends in.
  std::optional<std::string> folder_of_package(std::string_view import) const;
  // The folder of a package of JavaScript that the tree itself holds: the one whose package.json
  // has that name, else the only one that is called so.
  std::optional<std::string> folder_of_workspace(std::string_view package);
  // Files of programming languages that speak of Azure DevOps, or that name a file or a type of
  // those.
  const std::vector<std::string>& programs();

  // `written`: a path with root_mark for the checkout and {} for what is unknown; tried below
  // `folder` (of the running script), the root, then as the unique file that ends so; without
  // folders at its start that the tree does not have, such as the one a pipeline checks out into.
  std::optional<std::string> resolve(std::string_view written, std::string_view folder) const;

  // From here on, what a run asks for and what it leaves is written into `journal` (null: no more).
  void keep_journal(Journal* journal) { journal_ = journal; }
  // A function, a command or a program is called by this name.
  void note_call(std::string_view name) { log('c', name); }

  // `root` reached `path` (a script file).
  void reach(std::string_view root, std::string_view path);
  // `path` did not run to its end from `root`: that does not count.
  void forget_reached(const std::string& root, const std::string& path);
  // Files reached from another root; of two that reach each other the first one stays a root.
  std::set<std::string> reached() const;
  void touch(const Node* function);
  // It is looked at by itself.
  void run_by_itself(const Node* function);
  // A function did not run to its end: it counts as untouched, unless it was looked at by itself.
  void leave_undone(const Node* function);
  bool undone(const Node* function) const { return undone_.contains(function); }
  // An object of a class of the tree's own was made, with what it was given; at most 4 a class.
  void note_made(const std::string& type, const ValueRef& object);
  // A method of the object is passed on as a value.
  void note_receiver(const ValueRef& object) { receivers_.note(object); }
  std::vector<ValueRef> made(const std::string& type) const;
  // Branches have numbers of their own: objects go from one run to the next.
  unsigned next_branch() { return ++branches_; }
  // Somewhere packages are published with `tool` ("npm"), or to a source of it ("nuget feed").
  void note_publishing(std::string tool);
  bool publishes(const std::string& tool) const { return publishing_.count(tool) > 0; }
  // A variable of the environment holds a token, for whatever reads it.
  struct Handed {
    FoundCredential found;
    bool in_pipeline = false;
  };
  void note_handed(std::string_view name, const Handed& handed);
  // The different tokens known under a name, in any case of letters; at most max_choices.
  std::vector<Handed> handed(std::string_view name) const;
  std::vector<std::string> handed_names() const;  // upper case, sorted
  bool touched(const Node* function) const { return touched_.count(function) > 0; }

 private:
  void find_setters();
  void add_source(const std::string& path);
  void log(char kind, std::string_view text) const {
    if (journal_ != nullptr) journal_->add(kind, text);
  }
  bool rehearses() const { return journal_ != nullptr && journal_->rehearsal; }
  bool has_folder(std::string_view name) const;  // at the root
  Script read(std::string_view path) const;
  void find_programs();
  // Sources besides `known` that hold one of `words`, or import one of `paths`: those whose names
  // are no words, or any of them if there are no words.
  std::vector<std::string> leading_to(const std::vector<std::string>& paths,
                                      const std::set<std::string, std::less<>>& words,
                                      const std::set<std::string, std::less<>>& known);
  // Names by which other files know those that speak of Azure DevOps.
  std::set<std::string, std::less<>> names_of_speaking();
  void find_workspaces();
  void note_derived(const Script& script, const std::string& type, const std::string& base);
  FoundFile find_type(std::string_view name, std::string_view language);
  FoundFile find_function(std::string_view name, std::string_view language);

  // Of each language.
  template <typename T>
  using ByLanguage = std::map<std::string, TextMap<T>, std::less<>>;

  const Tree& tree_;
  const TreeClues& clues_;
  unsigned threads_;
  std::vector<std::string> scripts_;
  std::vector<std::string> build_files_;
  std::vector<std::string> sources_;   // files of programming languages, sorted
  std::vector<std::string> speaking_;  // those that speak of Azure DevOps
  std::vector<std::string> programs_;
  bool programs_found_ = false;
  // Sources by language and folder, and by language and what types they may declare; scripts by
  // their names without folders, lower case.
  std::map<std::string, std::vector<std::string>, std::less<>> in_folders_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_stem_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_name_;
  ByLanguage<Package> packages_;  // by folder
  ParsedScripts own_parsed_;
  ParsedScripts& parsed_;
  TextMap<std::shared_ptr<const Unit>> units_;
  std::map<std::string, std::set<std::string>> reach_;
  std::set<const Node*> touched_;
  std::set<const Node*> by_itself_;
  std::set<const Node*> undone_;
  std::map<std::string, std::vector<ValueRef>> made_;
  Receivers receivers_;
  unsigned branches_ = 0;
  // Lower-case names; a name that is defined twice has no path.
  std::map<std::string, std::vector<std::pair<std::string, const Node*>>> functions_;
  ByLanguage<FoundFile> types_;                                      // by name
  ByLanguage<FoundFile> program_functions_;                          // likewise
  ByLanguage<std::vector<Derived>> derived_;                         // by name of the base
  std::map<std::string, std::vector<Setter>, std::less<>> setters_;  // by name
  std::map<std::string, std::vector<Setter>, std::less<>> readers_;  // likewise
  std::map<std::string, std::optional<std::string>, std::less<>> workspaces_;  // likewise
  bool derived_found_ = false;
  bool indexed_ = false;
  bool setters_found_ = false;
  bool workspaces_found_ = false;
  std::set<std::string> publishing_;
  std::map<std::string, std::vector<Handed>, std::less<>> handed_;
  Journal* journal_ = nullptr;
};

// "a/b/../c" → "a/c"; "" and "." → "". nullopt if it leaves the root.
std::optional<std::string> tidy_path(std::string_view path);
std::string folder_of(std::string_view path);
// "a" and "b" → "a/b"; the other if one is empty.
std::string joined_path(std::string_view folder, std::string_view rest);

}  // namespace patdown::trace
