#include "token/trace/effects.h"

#include <map>

namespace patdown::trace {
namespace {

constexpr std::size_t deepest = 64;  // values within values; deeper ones are like no other

class Description {
 public:
  void add(std::string_view text) {
    text_ += std::to_string(text.size());
    text_ += ':';
    text_ += text;
  }
  void add(std::size_t number) {
    text_ += std::to_string(number);
    text_ += ';';
  }
  void add(const std::vector<TraceStep>& trace) {
    add(trace.size());
    for (const TraceStep& step : trace) {
      add(step.path);
      add(step.line);
      add(step.note);
    }
  }
  void add(const SeenUse& seen);
  void add(const ValueRef& value, std::size_t depth = 0);
  void add(const Remote& remote) {
    add(remote.url);
    add(remote.credential);
  }
  template <typename T>
  void add_all(const std::vector<T>& all) {
    add(all.size());
    for (const T& one : all) add(one);
  }
  template <typename T>
  void add_all(const std::map<std::string, T>& all) {
    add(all.size());
    for (const auto& [name, one] : all) {
      add(std::string_view(name));
      add(one);
    }
  }
  std::string take() { return std::move(text_); }

 private:
  void add(const Source& source) {
    add(static_cast<std::size_t>(source.kind));
    add(source.id);
    add(source.name);
  }
  void add(const Arms& arms) {
    add(arms.size());
    for (const Arm& arm : arms) {
      add(branches_.emplace(arm.branch, branches_.size()).first->second);
      add(arm.side);
    }
  }
  void add(const Object& object, std::size_t depth);

  std::string text_;
  std::map<unsigned, std::size_t> branches_;
  std::map<const Object*, std::size_t> objects_;  // an object may hold itself
};

void Description::add(const SeenUse& seen) {
  const TokenUse& use = seen.use;
  add(seen.certain ? 1U : 0U);
  add(use.credential.id);
  add(use.credential.name);
  add(use.credential.kind);
  add(use.credential.path);
  add(use.credential.line);
  add(use.credential.correlating_id);
  add(static_cast<std::size_t>(use.call.kind));
  add(use.call.verb);
  add(use.call.url);
  add(use.call.command);
  add(use.call.options.size());
  for (const std::string& option : use.call.options) add(option);
  add(use.call.minted.scopes.size());
  for (const std::string& scope : use.call.minted.scopes) add(scope);
  add(use.call.minted.all_organizations ? 1U : 0U);
  add(use.call.own_organization ? 1U : 0U);
  add(use.call.in_pipeline ? 1U : 0U);
  add(use.path);
  add(use.line);
  add(use.column);
  add(use.trace);
  add(use.unresolved);
  add(use.likely ? 1U : 0U);
}

void Description::add(const Object& object, std::size_t depth) {
  const auto [at, fresh] = objects_.emplace(&object, objects_.size());
  add(at->second);
  if (!fresh) return;
  add(object.type);
  add(object.outside ? 1U : 0U);
  add(object.fields.size());
  for (const auto& [name, field] : object.fields) {
    add(std::string_view(name));
    add(field, depth);
  }
}

void Description::add(const ValueRef& value, std::size_t depth) {
  if (!value || depth > deepest) {
    // Where a value is too deep its own address tells it from all others.
    add(reinterpret_cast<std::size_t>(value.get()));
    return;
  }
  add(static_cast<std::size_t>(value->kind) + 1);
  add(value->text);
  add(value->source);
  add(value->trace);
  add(value->parts.size());
  for (const ValueRef& part : value->parts) add(part, depth + 1);
  add(value->arms.size());
  for (const Arms& arms : value->arms) add(arms);
  if (value->object) add(*value->object, depth + 1);
  // What a closure knows is not looked into: it is like itself alone.
  if (value->closure) add(reinterpret_cast<std::size_t>(value->closure.get()));
}

}  // namespace

std::string described(const Recorder::Seen& seen, const Session& session) {
  Description all;
  all.add_all(seen.uses);
  all.add(seen.problems.size());
  for (const PartlyRead& problem : seen.problems) {
    all.add(problem.path);
    all.add(problem.line);
    all.add(problem.why);
  }
  all.add(session.az_login);
  all.add(session.entra_login ? 1U : 0U);
  all.add(session.organization);
  all.add(session.project);
  all.add_all(session.remotes);
  all.add_all(session.git_headers);
  all.add(session.git_header_url);
  all.add_all(session.replacements);
  all.add_all(session.feeds);
  all.add_all(session.variables);
  all.add(session.persisted ? 1U : 0U);
  return all.take();
}

}  // namespace patdown::trace
