#include "token/trace/client_call.h"

#include "core/letters.h"
#include "token/trace/arguments.h"
#include "token/trace/classes.h"
#include "token/trace/client_args.h"
#include "token/trace/client_blocks.h"
#include "token/trace/client_defaults.h"
#include "token/trace/client_extras.h"
#include "token/trace/client_git.h"
#include "token/trace/client_object.h"
#include "token/trace/client_settings.h"
#include "token/trace/client_table.h"
#include "token/trace/client_texts.h"
#include "token/trace/command_run.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/http_services.h"
#include "token/trace/leaving_tokens.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/response.h"
#include "token/trace/sources.h"
#include "token/trace/text_commands.h"
#include "token/trace/typed_parameter.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

void fill(const LibraryCall& call, const ValueRef& object) {
  const auto set = [&](const char* slot, const ValueRef& value) {
    if (value) set_field(call.machine, object, slot, value);
  };
  const ValueRef url = selected(call, call.row.url);
  if (url && url->kind == ValueKind::object) {
    // Options in one object.
    for (const auto& [name, value] : url->object->fields)
      set_field(call.machine, object, name, value);
  } else {
    set("url", url);
  }
  const ValueRef verb = selected(call, call.row.verb);
  if (verb) set("verb", verb_text(verb));
  set("base", selected(call, call.row.base));
  const ValueRef auth = selected(call, call.row.auth);
  if (auth) {
    const ValueRef worth = named_as_written(call, auth);
    // `connection.request :json` behind `connection.request :authorization, …`
    const bool says = call.row.does != Does::set || !field_or_null(object, "auth") ||
                      !credentials_in(worth).empty();
    if (says) set("auth", worth);
  }
  set("body", selected(call, call.row.body));
  if (call.row.headers.find(':') == std::string_view::npos) {
    set("headers", selected(call, call.row.headers));
  }
  for (const auto& [header, value] : header_pairs(call)) {
    const auto name = literal(header);
    if (name) set_field(call.machine, headers_of(call.machine, object), *name, value);
  }
}

ValueRef made(const LibraryCall& call) {
  const unsigned branch = call.machine.sides.empty() ? 0 : call.machine.sides.back().branch;
  ValueRef object = object_value(call.gives, branch);
  if (call.object && call.object->kind == ValueKind::object) {
    object->object->fields = call.object->object->fields;
  }
  fill(call, object);
  for (const GivenArg& arg : call.given.args) {
    // `new HttpClient { BaseAddress = … }`
    if (!arg.name.empty() && arg.name != "@" && arg.name != "<>") {
      ValueRef& field = object->object->fields[lower(arg.name)];
      if (!field) field = arg.value;
    }
  }
  return object;
}

// `new VssCredentials()`, unless it is given a credential.
ValueRef signed_in(const LibraryCall& call) {
  const bool alone = call.given.args.empty() && !call.given.open;
  if (!call.row.auth.empty() && !alone) return made(call);
  return entra_token(call.machine, call.given.node->line);
}

ValueRef response(const LibraryCall& call, const ValueRef& url, const ValueRef& verb) {
  return call.gives.empty() ? response_to(url, verb) : object_value(call.gives, 0);
}

// What a method is called on; of an object of the tree's own class what has been set for all.
ValueRef client_of(const LibraryCall& call) {
  const bool library = call.object && (call.object->kind != ValueKind::object ||
                                       !call.object->object->type.starts_with('\n'));
  const ValueRef set = library ? nullptr : default_client(call.machine, call.row.call);
  return set ? set : call.object;
}

ValueRef sent(const LibraryCall& call) {
  ValueRef url = selected(call, call.row.url);
  const ValueRef verb = selected(call, call.row.verb);
  const ValueRef headers = selected(call, call.row.headers);
  ValueRef auth = selected(call, call.row.auth);
  if (auth && auth->kind == ValueKind::list) auth = named_as_written(call, auth);
  const ValueRef body = selected(call, call.row.body);
  if (!url && call.given.open) url = hole("arguments that are not known");
  const std::vector<ValueRef> requests = url ? alternatives(url) : std::vector<ValueRef>{nullptr};
  const ValueRef client = client_of(call);
  Request request{client, nullptr,         nullptr,
                  verb,   headers,         auth,
                  body,   call.given.rest, headers || auth ? nullptr : unknown_options(call)};
  std::vector<ValueRef> plain;
  for (const ValueRef& one : requests) {
    if (one && (one->kind != ValueKind::object || is_url_object(one))) {
      plain.push_back(url_text(one));
      continue;
    }
    request.request = one;
    send_request(call.machine, request, call.given);
  }
  if (plain.empty()) return response(call, nullptr, nullptr);
  request.request = nullptr;
  request.url = plain.size() == requests.size() ? url_text(url) : choice(std::move(plain));
  send_request(call.machine, request, call.given);
  return response(call, request.url, verb ? verb_text(verb) : nullptr);
}

// `x.get(y)` of whatever x is.
bool may_be_request(const LibraryCall& call) {
  const ValueRef url = selected(call, call.row.url);
  if (!url) return false;
  for (const ValueRef& one : alternatives(url)) {
    if (one->kind == ValueKind::object) {
      if (!one->object->type.empty()) return true;
      continue;
    }
    const std::string text = sketch(one);
    if (text.find("://") != std::string::npos || text.find("_apis/") != std::string::npos) {
      return true;
    }
    if (call.object && !credentials_in(call.object).empty()) return true;
  }
  return false;
}

ValueRef made_sdk(const LibraryCall& call) {
  std::string area = call.gives;
  if (area.starts_with('=')) {
    const bool own_type = area == "=type";  // `new BuildHttpClient(…)`
    const ValueRef name =
        own_type ? text_value(std::string(call.row.call.substr(0, call.row.call.rfind('.'))))
                 : selected(call, area.substr(1));
    if (!name) return hole("a client of Azure DevOps");
    area = name->kind == ValueKind::symbol ? outermost_base(call.machine, name->text)
                                           : literal(name).value_or("");
  }
  // The Rust crate keeps the catalog's own names.
  const bool rust = call.machine.unit->language == "rust";
  if (rust) std::replace(area.begin(), area.end(), '_', '-');
  ValueRef object = object_value("sdk:" + (rust ? area : area_of(area)), 0);
  ValueRef auth = selected(call, call.row.auth);
  if (!auth) auth = call.object;
  if (auth) object->object->fields["auth"] = auth;
  return object;
}

// What functions among the arguments are for.
ValueRef apply_with_functions(const LibraryCall& call) {
  switch (call.row.does) {
    case Does::ask:
      return asked(call, made(call));
    case Does::lend:
      return call.object ? given_to_blocks(call, call.object) : hole("a client");
    case Does::intercept:
      return intercepted(call);
    case Does::bind: {
      std::vector<GivenArg> args = call.given.args;
      const ValueRef function = selected(call, call.row.url);
      if (!function || args.empty()) break;
      args.erase(args.begin());
      return bound_function(function, args);
    }
    case Does::run:
      return run_for(call);
    case Does::service:
      return registered_client(call);
    case Does::configure:
      return configured_client(call);
    case Does::inject:
      return injected_service(call);
    case Does::serve:
      return created_client(call);
    case Does::handle: {
      const bool client = call.object && call.object->kind == ValueKind::object;
      ValueRef object = client ? call.object : made(call);
      add_handlers(call, object);
      return object;
    }
    default:
      break;
  }
  return hole("the output of " + std::string(call.row.call));
}

// What makes a text of texts.
ValueRef apply_to_texts(const LibraryCall& call) {
  switch (call.row.does) {
    case Does::base64: {
      const ValueRef value = selected(call, call.row.url);
      if (!value) return hole("a computed value");
      return encoded(named_in_pair(call.machine, value, *call.given.node),
                     step_at(call.machine, call.given.node->line, "encoded in base64"));
    }
    case Does::unbase64: {
      const ValueRef value = selected(call, call.row.url);
      if (value && value->kind == ValueKind::encoded) return value->parts.front();
      return derived(value);
    }
    case Does::format:
      return formatted(call);
    case Does::concat:
      return concatenated(call);
    case Does::extend:
      return extended(call);
    case Does::list:
      return listed(call);
    case Does::table:
      return tabled(call);
    case Does::cut:
      return cut_text(call);
    default:
      return resolved_url(call);
  }
}

ValueRef apply(const LibraryCall& call) {
  switch (call.row.does) {
    case Does::send:
      return sent(call);
    case Does::make:
      return given_to_blocks(call, made(call));
    case Does::set:
      if (!call.object || call.object->kind != ValueKind::object) return made(call);
      fill(call, call.object);
      return call.object;
    case Does::same: {
      const ValueRef value = selected(call, call.row.url);
      return value ? url_text(value) : nothing();
    }
    case Does::base64:
    case Does::unbase64:
    case Does::format:
    case Does::concat:
    case Does::resolve:
    case Does::extend:
    case Does::list:
    case Does::table:
    case Does::cut:
      return apply_to_texts(call);
    case Does::env:
    case Does::flag:
    case Does::fill:
    case Does::file:
    case Does::declare:
      return setting_read(call);
    case Does::sdk:
      return made_sdk(call);
    case Does::entra:
      return signed_in(call);
    case Does::ask:
    case Does::lend:
    case Does::intercept:
    case Does::bind:
    case Does::run:
    case Does::service:
    case Does::configure:
    case Does::inject:
    case Does::serve:
    case Does::handle:
      return apply_with_functions(call);
    case Does::command:
      return started_program(call);
    case Does::git:
      return git_library_call(call);
    case Does::write:
      return written_down(call);
    case Does::defaults:
      if (!call.gives.empty()) fill(call, defaults_of_file(call.machine, call.gives));
      break;
    case Does::quiet:
      // `response.json()` is still the response.
      if (call.object && call.object->kind == ValueKind::hole) return call.object;
      break;
  }
  return hole("the output of " + std::string(call.row.call));
}

}  // namespace

bool is_quiet_method(const Machine& machine, std::string_view name) {
  const auto row = client_row(machine.unit->language, "*." + std::string(name));
  return row && row->row->does == Does::quiet;
}

std::optional<ValueRef> library_call(Machine& machine, const std::string& name,
                                     const ValueRef& object, const Given& given) {
  const auto found = client_row(machine.unit->language, name);
  if (!found) return std::nullopt;
  const LibraryCall call{machine, *found->row, found->gives, object, given};
  if (found->row->call.starts_with("*.")) {
    // Only of an object whose type is not known, and then only what looks like a request.
    if (!name.starts_with("*.")) return std::nullopt;
    const bool request = found->row->does == Does::send ||
                         (found->row->does == Does::make && !found->row->verb.empty());
    if (request && !may_be_request(call)) return std::nullopt;
    const bool git = found->row->does == Does::git;
    if (git && !selected(call, found->row->auth)) return std::nullopt;
  }
  return apply(call);
}

std::optional<ValueRef> library_member(Machine& machine, const ValueRef& object,
                                       std::string_view name) {
  const std::string& made = object->object->type;
  const std::string type = made.starts_with("sdk:") ? "sdk" : made;
  const std::string& language = machine.unit->language;
  Given none;
  if (const auto row = client_row(language, type + "." + std::string(name))) {
    if (!is_readable(row->row->does)) return library_method_value(object, name);
    return apply({machine, *row->row, row->gives, object, none});
  }
  const auto row = client_row(language, type + "[]");
  if (row && row->row->does == Does::flag) return argument_value(machine, name, 0, 1);
  return std::nullopt;
}

ValueRef library_field(Machine& machine, const std::string& holder, std::string_view name,
                       std::size_t line) {
  const auto row = client_row(machine.unit->language, holder + "[]");
  if (row && row->row->does == Does::env) return environment_value(machine, name, line);
  if (row && row->row->does == Does::flag) {
    const std::string offset(row->row->url);
    return argument_value(machine, name, offset.empty() ? 0 : std::stoul(offset), line);
  }
  // C#'s string.Empty
  if (name == "Empty" && (holder == "string" || holder.ends_with("String"))) return text_value("");
  return symbol(holder + "." + std::string(name));
}

}  // namespace patdown::trace
