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
  void add(const WrittenToken& written) {
    add(written.file);
    add(written.content);
    add(std::vector<TraceStep>{written.place});
  }
  void add(const Remote& remote) {
    add(remote.url);
    add(remote.credential);
  }
  template <typename T>
  void add_all(const std::vector<T>& all) {
    add(all.size());
    for (const T& one : all) add(one);
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

std::string described(const Recorder::Seen& seen) {
  Description all;
  all.add_all(seen.uses);
  all.add(seen.problems.size());
  for (const PartlyRead& problem : seen.problems) {
    all.add(problem.path);
    all.add(problem.line);
    all.add(problem.why);
  }
  return all.take();
}

Changes changes_of(const Session& before, const Session& after) {
  Description names;
  Description values;
  const auto compare = [&](const auto& old, const auto& now) {
    if (old != now) values.add(now);
    names.add(old != now ? 1U : 0U);
  };
  const auto compare_tables = [&](const auto& old, const auto& now) {
    for (const auto& [name, one] : now) {
      const auto known = old.find(name);
      if (known != old.end() && known->second == one) continue;
      names.add(std::string_view(name));
      values.add(one);
    }
    names.add(now.size());
  };
  const auto compare_lists = [&](const auto& old, const auto& now) {
    if (old != now) values.add_all(now);
    names.add(now.size());
  };
  compare(before.az_login, after.az_login);
  compare(before.organization, after.organization);
  compare(before.project, after.project);
  compare(before.git_header_url, after.git_header_url);
  compare_tables(before.remotes, after.remotes);
  compare_tables(before.feeds, after.feeds);
  compare_tables(before.variables, after.variables);
  compare_tables(before.unread, after.unread);
  compare_lists(before.git_headers, after.git_headers);
  compare_lists(before.replacements, after.replacements);
  names.add(after.entra_login ? 1U : 0U);
  names.add(after.persisted ? 1U : 0U);
  return {names.take(), values.take()};
}

}  // namespace patdown::trace
