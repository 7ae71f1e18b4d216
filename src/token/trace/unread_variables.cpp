#include "token/trace/unread_variables.h"

#include "core/letters.h"
#include "token/trace/own_programs.h"
#include "token/trace/variant.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace patdown::trace {
namespace {

// "env:ado_pat" → "ADO_PAT"
std::string variable_of(const Credential& credential) {
  return credential.id.starts_with("env:") ? upper(credential.id.substr(4)) : std::string();
}

bool may_be_read(const SeenUse& seen) {
  return !seen.certain && !seen.read_as.variable.empty();
}

// What Maven and Gradle build may be Kotlin.
std::string family_at(const OwnPrograms& programs, const TokenUse& use) {
  std::string program = programs.of(use.path);
  const std::string_view kotlin = "kotlin\n";
  return program.starts_with(kotlin) ? "java\n" + program.substr(kotlin.size()) : program;
}

class Readers {
 public:
  Readers(const Tree& tree, const GivenVariables& given, Recorder& recorder)
      : programs_(tree), given_(given), recorder_(recorder) {}

  void settle() {
    recorder_.revise([this](SeenUse& seen) {
      note(seen);
      return true;
    });
    recorder_.revise([this](SeenUse& seen) { return !may_be_read(seen) || !is_read(seen); });
    recorder_.revise([this](SeenUse& seen) {
      if (seen.certain) rename(seen.use);
      return true;
    });
  }

 private:
  void note(const SeenUse& seen) {
    if (!seen.certain) return;
    if (!seen.read_as.variable.empty())
      in_settings_.emplace(seen.read_as.variable, seen.use.credential.id);
    const std::string variable = variable_of(seen.use.credential);
    if (variable.empty() || family_of(seen.use.path).empty()) return;
    const std::string program = family_at(programs_, seen.use);
    readers_[{variable, program.substr(0, program.find('\n'))}].insert(program);
  }

  // Notes whose the uses of the program are that reads it.
  bool is_read(const SeenUse& seen) {
    const ReadAs& by = seen.read_as;
    if (by.family.empty()) return false;
    if (in_settings_.contains({by.variable, seen.use.credential.id})) return true;
    const auto given = given_.find(lower(by.variable));
    const auto programs = readers_.find({by.variable, by.family});
    const bool one = given != given_.end() && given->second.id == seen.use.credential.id &&
                     programs != readers_.end() && programs->second.size() == 1;
    if (by.tests || !one) return false;
    tokens_.emplace(std::make_pair(by.variable, *programs->second.begin()), given->second);
    return true;
  }

  void rename(TokenUse& use) const {
    const std::string variable = variable_of(use.credential);
    if (variable.empty() || family_of(use.path).empty()) return;
    const auto token = tokens_.find({variable, family_at(programs_, use)});
    if (token != tokens_.end()) use.credential = token->second;
  }

  const OwnPrograms programs_;
  const GivenVariables& given_;
  Recorder& recorder_;
  std::set<std::pair<std::string, std::string>> in_settings_;  // variables and tokens
  std::map<std::pair<std::string, std::string>, std::set<std::string>> readers_;  // programs
  std::map<std::pair<std::string, std::string>, Credential> tokens_;  // by variable and program
};

}  // namespace

void settle_unread(const Tree& tree, const GivenVariables& given, Recorder& recorder) {
  Readers(tree, given, recorder).settle();
}

}  // namespace patdown::trace
