#include "token/trace/setup_actions.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/trace/feed_sources.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace patdown::trace {
namespace {

struct SetupAction {
  std::string_view name;
  std::string_view input;  // holds the feed's address
  std::string_view variable;
  std::string_view feed;  // what the session calls it
};
constexpr std::array<SetupAction, 2> actions = {{
    {"actions/setup-dotnet@", "source-url", "NUGET_AUTH_TOKEN", "nuget default"},
    {"actions/setup-node@", "registry-url", "NODE_AUTH_TOKEN", "npm default"},
}};

Node node_at(std::size_t line) {
  Node node;
  node.line = line;
  node.column = 1;
  return node;
}

}  // namespace

bool set_feed_up(Machine& machine, const Pipeline& pipeline, const Step& step) {
  const std::string task = lower(step.task);
  const auto* const action =
      std::find_if(actions.begin(), actions.end(),
                   [&task](const SetupAction& one) { return task.starts_with(one.name); });
  if (action == actions.end()) return false;
  for (const auto& [name, text] : step.inputs) {
    if (name != action->input) continue;
    const ValueRef* token = machine.memory.process.find(std::string(action->variable));
    const Remote feed{pipeline_text(machine, pipeline, step, text),
                      token == nullptr ? nullptr : *token};
    machine.session.feeds[std::string(action->feed)] = feed;
    machine.session.feeds[lower(sketch(feed.url))] = feed;
    if (feed.credential) use_feed(machine, node_at(1), feed, "read");
  }
  return true;
}

void use_set_up_registry(Machine& machine, const ValueRef& token, std::size_t line) {
  const auto known = machine.session.feeds.find("npm default");
  if (known == machine.session.feeds.end()) return;
  known->second.credential = token;
  use_feed(machine, node_at(line), known->second, "read");
}

}  // namespace patdown::trace
