#include "core/error.h"
#include "rule/builtin.h"
#include "token/catalog_data.h"
#include "token/scope_list.h"
#include "token/table.h"

#include <algorithm>
#include <array>
#include <string>

namespace patdown {
namespace {

Table read_table(std::string_view name) {
  const std::string path = "scopes/azure-devops/" + std::string(name);
  return {builtin_file(path), name};
}

void load_scopes(CatalogData& data) {
  const Table table = read_table("scopes.tsv");
  const auto name = table.column("scope");
  const auto label = table.column("label");
  const auto implies = table.column("implies");
  const auto selectable = table.column("selectable");
  const auto high = table.column("high_privilege");
  const auto job = table.column("job_token");
  data.scopes.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Scope scope{.name = std::string(table.cell(row, name)),
                .label = std::string(table.cell(row, label)),
                .selectable = table.cell(row, selectable) == "yes",
                .high_privilege = table.cell(row, high) == "yes",
                .job_token = table.cell(row, job) == "yes"};
    for (const auto implied : split_words(table.cell(row, implies))) {
      scope.implies.emplace_back(implied);
    }
    data.scopes.push_back(std::move(scope));
  }
  // "*", full access: all the others.
  for (Scope& scope : data.scopes) {
    if (scope.implies != std::vector<std::string>{"*"}) continue;
    scope.implies.clear();
    for (const Scope& other : data.scopes) {
      if (other.name != scope.name) scope.implies.push_back(other.name);
    }
  }
  for (Scope& scope : data.scopes) std::sort(scope.implies.begin(), scope.implies.end());
  std::sort(data.scopes.begin(), data.scopes.end(),
            [](const Scope& a, const Scope& b) { return a.name < b.name; });
  for (std::size_t i = 0; i < data.scopes.size(); ++i) data.scope_index[data.scopes[i].name] = i;
}

void load_hosts(CatalogData& data) {
  const Table table = read_table("hosts.tsv");
  const auto host = table.column("host");
  const auto legacy = table.column("legacy");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    data.hosts.push_back({.host = table.cell(row, host), .legacy = table.cell(row, legacy)});
  }
  // A longer suffix says more: "{organization}.vsrm.visualstudio.com" first.
  std::stable_sort(data.hosts.begin(), data.hosts.end(), [](const HostName& a, const HostName& b) {
    return a.legacy.size() > b.legacy.size();
  });
}

struct OperationColumns {
  explicit OperationColumns(const Table& table)
      : id(table.column("id")),
        title(table.column("title")),
        verb(table.column("verb")),
        host(table.column("host")),
        route(table.column("route")),
        optional(table.column("optional")),
        spans(table.column("spans")),
        note(table.column("note")) {}
  std::size_t id, title, verb, host, route, optional, spans, note;
};

Operation read_operation(const Table& table, const OperationColumns& columns, std::size_t row) {
  const auto text = [&](std::size_t column) { return std::string(table.cell(row, column)); };
  return {.id = text(columns.id),
          .title = text(columns.title),
          .verb = text(columns.verb),
          .host = text(columns.host),
          .route = text(columns.route),
          .note = text(columns.note)};
}

void add_route(CatalogData& data, const Table& table, const OperationColumns& columns,
               std::size_t row) {
  data.routes.push_back(make_route(table.cell(row, columns.host), table.cell(row, columns.route),
                                   table.cell(row, columns.optional),
                                   table.cell(row, columns.spans)));
}

void load_operations(CatalogData& data) {
  const Table table = read_table("operations.tsv");
  const OperationColumns columns(table);
  const auto scopes = table.column("scopes");
  const auto sure = table.column("sure");
  const auto status = table.column("status");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Operation operation = read_operation(table, columns, row);
    operation.status = std::string(table.cell(row, status));
    operation.scopes = parse_alternatives(table.cell(row, scopes));
    operation.sure = parse_alternatives(table.cell(row, sure));
    data.operations.push_back(std::move(operation));
    add_route(data, table, columns, row);
  }
}

void load_full_access(CatalogData& data) {
  const Table table = read_table("full-access.tsv");
  const OperationColumns columns(table);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Operation operation = read_operation(table, columns, row);
    operation.status = "undocumented";
    operation.needs_full_access = true;
    data.operations.push_back(std::move(operation));
    add_route(data, table, columns, row);
  }
}

// "--authorize,-a=vso.x vso.y" or "!--queue-id=vso.z"
CommandCondition parse_condition(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  CommandCondition condition;
  condition.negated = text.starts_with('!');
  if (condition.negated) text.remove_prefix(1);
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) {
    throw Error("az-commands.tsv: no '=' in the condition '" + std::string(text) + "'");
  }
  condition.options = split_words(text.substr(0, equals), ',');
  condition.scopes = parse_alternatives(text.substr(equals + 1));
  return condition;
}

// Commands of programs, and what stands for one: inputs of tasks, resources of Terraform.
constexpr std::array<std::string_view, 4> command_tables = {
    "az-commands.tsv", "module-commands.tsv", "tasks.tsv", "terraform.tsv"};

// "az boards work-item update" → "az/boards-work-item-update"
std::string command_id(std::string_view command) {
  std::string id(command);
  std::replace(id.begin(), id.end(), ' ', '-');
  const auto first = id.find('-');
  if (first != std::string::npos) id[first] = '/';
  return id;
}

void load_commands(CatalogData& data, std::string_view file) {
  const Table table = read_table(file);
  const auto command = table.column("command");
  const auto scopes = table.column("scopes");
  const auto when = table.column("when");
  const auto status = table.column("status");
  const auto note = table.column("note");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    CommandRow entry{.command = table.cell(row, command), .operation = data.operations.size()};
    for (const auto condition : split_words(table.cell(row, when), ';')) {
      entry.when.push_back(parse_condition(condition));
    }
    data.commands.push_back(std::move(entry));
    const auto name = std::string(table.cell(row, command));
    const bool full = table.cell(row, status) == "full-access";
    data.operations.push_back(
        {.id = command_id(name),
         .title = name,
         .verb = {},
         .host = {},
         .route = name,
         .status = full ? "undocumented" : std::string(table.cell(row, status)),
         .scopes = parse_alternatives(table.cell(row, scopes)),
         .sure = {},
         .note = std::string(table.cell(row, note)),
         .needs_full_access = full});
  }
}

void link_successors(CatalogData& data) {
  const Table table = read_table("operations.tsv");
  const auto superseded = table.column("superseded_by");
  data.successors.resize(data.routes.size());
  for (std::size_t i = 0; i < data.successors.size(); ++i) {
    data.successors[i] = i;
    if (i >= table.rows() || table.cell(i, superseded).empty()) continue;
    const auto found = data.operation_index.find(table.cell(i, superseded));
    if (found == data.operation_index.end()) {
      throw Error("operations.tsv: no operation '" + std::string(table.cell(i, superseded)) + "'");
    }
    data.successors[i] = found->second;
  }
}

}  // namespace

CatalogData load_catalog() {
  CatalogData data;
  load_scopes(data);
  load_hosts(data);
  data.operations.reserve(2048);
  data.routes.reserve(2048);
  load_operations(data);
  load_full_access(data);
  for (const std::string_view file : command_tables) load_commands(data, file);
  for (std::size_t i = 0; i < data.operations.size(); ++i) {
    data.operation_index[data.operations[i].id] = i;
  }
  link_successors(data);
  return data;
}

}  // namespace patdown
