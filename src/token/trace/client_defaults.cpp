#include "token/trace/client_defaults.h"

#include "core/letters.h"
#include "token/trace/client_table.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"

#include <vector>

namespace patdown::trace {
namespace {

std::string key_of(std::string_view name) {
  return "defaults\n" + std::string(name.substr(0, name.find('.')));
}

// "axios.defaults" of "axios.defaults.headers.common"; empty if it is not below one.
std::string_view defaults_in(const Machine& machine, std::string_view holder) {
  for (std::size_t end = holder.find('.'); end != std::string_view::npos;) {
    end = holder.find('.', end + 1);
    const std::string_view name = holder.substr(0, end);
    const auto row = client_row(machine.unit->language, name);
    if (row && row->row->call == name && row->row->does == Does::defaults) return name;
  }
  return {};
}

}  // namespace

bool keep_default(Machine& machine, const std::string& holder, const std::string& name,
                  const ValueRef& value) {
  const std::string_view defaults = defaults_in(machine, holder);
  if (defaults.empty()) return false;
  const std::string key = key_of(defaults);
  ValueRef object = default_client(machine, holder);
  if (!object) {
    // Kept here too: a rehearsal notes nothing.
    object = object_value("", 0);
    machine.library.note_made(key, object);
  }
  std::string_view rest = std::string_view(holder).substr(defaults.size());
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the dot
    const std::string_view part = rest.substr(0, rest.find('.'));
    ValueRef& field = object->object->fields[lower(part)];
    if (!field || field->kind != ValueKind::object) field = object_value("", 0);
    object = field;
    rest.remove_prefix(part.size());
  }
  object->object->fields[lower(name)] = value;
  return true;
}

ValueRef defaults_of_file(Machine& machine, std::string_view library) {
  const std::string key = key_of(library);
  const std::string own = key + "\n" + machine.unit->path;
  const std::vector<ValueRef> made = machine.library.made(own);
  if (!made.empty()) return made.front();
  ValueRef object = object_value("", 0);
  machine.library.note_made(own, object);
  machine.library.note_made(key, object);
  return object;
}

ValueRef default_client(const Machine& machine, std::string_view call) {
  const std::string key = key_of(call);
  const std::vector<ValueRef> own = machine.library.made(key + "\n" + machine.unit->path);
  if (!own.empty()) return own.front();
  const std::vector<ValueRef> made = machine.library.made(key);
  return made.size() == 1 ? made.front() : nullptr;
}

}  // namespace patdown::trace
