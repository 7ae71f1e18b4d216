#include "token/trace/client_table.h"

#include "core/error.h"
#include "core/letters.h"
#include "rule/builtin.h"
#include "token/table.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <vector>

namespace patdown::trace {
namespace {

struct DoesName {
  std::string_view name;
  Does does;
};

constexpr std::array<DoesName, 35> does_names = {
    {{"send", Does::send},         {"make", Does::make},         {"set", Does::set},
     {"ask", Does::ask},           {"lend", Does::lend},         {"same", Does::same},
     {"base64", Does::base64},     {"unbase64", Does::unbase64}, {"format", Does::format},
     {"concat", Does::concat},     {"resolve", Does::resolve},   {"cut", Does::cut},
     {"env", Does::env},           {"flag", Does::flag},         {"declare", Does::declare},
     {"sdk", Does::sdk},           {"entra", Does::entra},       {"intercept", Does::intercept},
     {"bind", Does::bind},         {"run", Does::run},           {"service", Does::service},
     {"serve", Does::serve},       {"handle", Does::handle},     {"configure", Does::configure},
     {"inject", Does::inject},     {"command", Does::command},   {"git", Does::git},
     {"defaults", Does::defaults}, {"extend", Does::extend},     {"list", Does::list},
     {"quiet", Does::quiet},       {"file", Does::file},         {"fill", Does::fill},
     {"write", Does::write},       {"table", Does::table}}};

struct Pattern {
  ClientRow row;
  // What its names begin and end with.
  std::string_view head;
  std::string_view tail;
  bool may_fit(std::string_view name) const {
    return name.starts_with(head) && name.ends_with(tail);
  }
};

struct LanguageRows {
  std::unordered_map<std::string_view, ClientRow> exact;
  std::vector<Pattern> patterns;  // with a `*`, in the order of the file
  // Which of them fit names that end in ".word" alone, by the word; and the others.
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_word;
  std::vector<std::size_t> any_word;
};

// "Send" of "HttpClient.Send".
std::string_view last_word(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

void add_pattern(LanguageRows& rows, const ClientRow& row) {
  const std::string_view behind = row.call.substr(row.call.rfind('*') + 1);
  const bool ends_in_word = behind.find('.') != std::string_view::npos;
  std::vector<std::size_t>& all = ends_in_word ? rows.by_word[last_word(behind)] : rows.any_word;
  all.push_back(rows.patterns.size());
  rows.patterns.push_back({row, row.call.substr(0, row.call.find('*')), behind});
}

Does does_of(std::string_view name, std::string_view path) {
  const auto* found = std::find_if(does_names.begin(), does_names.end(),
                                   [name](const DoesName& one) { return one.name == name; });
  if (found == does_names.end()) {
    throw Error(std::string(path) + ": no row can do “" + std::string(name) + "”");
  }
  return found->does;
}

void read_rows(const BuiltinFile& file, LanguageRows& rows) {
  const Table table(file.text, file.path);
  const std::size_t call = table.column("call");
  const std::size_t does = table.column("does");
  const std::size_t url = table.column("url");
  const std::size_t verb = table.column("verb");
  const std::size_t base = table.column("base");
  const std::size_t headers = table.column("headers");
  const std::size_t auth = table.column("auth");
  const std::size_t body = table.column("body");
  const std::size_t gives = table.column("gives");
  for (std::size_t k = 0; k < table.rows(); ++k) {
    const ClientRow row{table.cell(k, call), does_of(table.cell(k, does), file.path),
                        table.cell(k, url),  table.cell(k, verb),
                        table.cell(k, base), table.cell(k, headers),
                        table.cell(k, auth), table.cell(k, body),
                        table.cell(k, gives)};
    if (row.call.find('*') != std::string_view::npos) {
      add_pattern(rows, row);
    } else {
      rows.exact.emplace(row.call, row);
    }
  }
}

// "clients/python.tsv", and "clients/jvm.tsv" for Java and Kotlin.
const LanguageRows& rows_of(std::string_view language) {
  static const std::map<std::string, LanguageRows, std::less<>> all = [] {
    std::map<std::string, LanguageRows, std::less<>> read;
    for (const BuiltinFile& file : builtin_files()) {
      if (!file.path.starts_with("clients/") || !file.path.ends_with(".tsv")) continue;
      const std::string_view name = file.path.substr(8, file.path.size() - 12);
      read_rows(file, read[std::string(name)]);
    }
    return read;
  }();
  static const LanguageRows none;
  if (language == "typescript") language = "javascript";
  if (language == "java" || language == "kotlin") language = "jvm";
  const auto found = all.find(language);
  return found == all.end() ? none : found->second;
}

bool names_types_alone(std::string_view language) {
  return language == "java" || language == "kotlin" || language == "csharp";
}

// What the last `*` of the pattern stands for; nullopt if it does not fit.
std::optional<std::string> fits(std::string_view pattern, std::string_view name) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) {
    return pattern == name ? std::optional<std::string>("") : std::nullopt;
  }
  const std::string_view head = pattern.substr(0, star);
  const std::string_view rest = pattern.substr(star + 1);
  if (!name.starts_with(head)) return std::nullopt;
  name.remove_prefix(head.size());
  if (rest.find('*') == std::string_view::npos) {
    if (!name.ends_with(rest)) return std::nullopt;
    return std::string(name.substr(0, name.size() - rest.size()));
  }
  for (std::size_t taken = 0; taken <= name.size(); ++taken) {
    if (auto inner = fits(rest, name.substr(taken))) return inner;
  }
  return std::nullopt;
}

std::optional<FoundRow> exact_row(const LanguageRows& rows, std::string_view name) {
  const auto exact = rows.exact.find(name);
  if (exact == rows.exact.end()) return std::nullopt;
  return FoundRow{&exact->second, std::string(exact->second.gives)};
}

std::optional<FoundRow> pattern_row(const LanguageRows& rows, std::string_view name) {
  static const std::vector<std::size_t> none;
  const auto with_word = rows.by_word.find(last_word(name));
  const std::vector<std::size_t>& own = with_word == rows.by_word.end() ? none : with_word->second;
  // Both in the order of the file.
  for (std::size_t a = 0, b = 0; a < own.size() || b < rows.any_word.size();) {
    const bool from_own =
        b == rows.any_word.size() || (a < own.size() && own[a] < rows.any_word[b]);
    const Pattern& pattern = rows.patterns[from_own ? own[a++] : rows.any_word[b++]];
    if (!pattern.may_fit(name)) continue;
    const ClientRow& row = pattern.row;
    const auto star = fits(row.call, name);
    if (!star) continue;
    std::string gives(row.gives);
    const auto at = gives.find('*');
    if (at != std::string::npos) gives.replace(at, 1, *star);
    return FoundRow{&row, gives};
  }
  return std::nullopt;
}

std::string plain(std::string_view name) {
  std::string text = lower(name);
  text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
  return text;
}

}  // namespace

bool is_readable(Does does) {
  switch (does) {
    case Does::make:
    case Does::sdk:
    case Does::same:
    case Does::concat:
    case Does::list:
    case Does::quiet:
      return true;
    default:
      return false;
  }
}

std::optional<FoundRow> client_row(std::string_view language, std::string_view name) {
  if (name.size() > 300) return std::nullopt;
  const LanguageRows& rows = rows_of(language);
  std::string_view rest = name;
  while (true) {
    if (auto found = exact_row(rows, rest)) return found;
    const auto dot = rest.find('.');
    if (!names_types_alone(language) || dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
    if (rest.find('.') == std::string_view::npos) break;  // never a method by itself
  }
  return pattern_row(rows, name);
}

static const std::map<std::string, SdkMethod, std::less<>>& sdk_methods() {
  static const std::map<std::string, SdkMethod, std::less<>> all = [] {
    std::map<std::string, SdkMethod, std::less<>> read;
    constexpr std::string_view path = "scopes/azure-devops/sdk-methods.tsv";
    const Table table(builtin_file(path), path);
    const std::size_t client_at = table.column("client");
    const std::size_t method_at = table.column("method");
    const std::size_t verb_at = table.column("verb");
    const std::size_t route_at = table.column("route");
    for (std::size_t k = 0; k < table.rows(); ++k) {
      read.emplace(plain(table.cell(k, client_at)) + "." + plain(table.cell(k, method_at)),
                   SdkMethod{table.cell(k, verb_at), table.cell(k, route_at)});
    }
    return read;
  }();
  return all;
}

bool is_sdk_client(std::string_view client) {
  if (client.empty()) return false;
  const std::string begin = plain(client) + ".";
  const auto at = sdk_methods().lower_bound(begin);
  return at != sdk_methods().end() && at->first.starts_with(begin);
}

// .NET's GetBuildsAsync, and its second of a kind: GetBuildsAsync2.
static std::string plain_method(std::string_view method) {
  std::string name = plain(method);
  if (name.ends_with("async2")) name.pop_back();
  if (name.ends_with("async")) name.erase(name.size() - 5);
  return name;
}

std::optional<SdkMethod> sdk_method_of_any(std::string_view method) {
  const std::string end = "." + plain_method(method);
  std::optional<SdkMethod> found;
  for (const auto& [name, one] : sdk_methods()) {
    if (!name.ends_with(end)) continue;
    if (found && (found->verb != one.verb || found->route != one.route)) return std::nullopt;
    found = one;
  }
  return found;
}

std::optional<SdkMethod> sdk_method(std::string_view client, std::string_view method) {
  const auto found = sdk_methods().find(plain(client) + "." + plain_method(method));
  if (found == sdk_methods().end()) return std::nullopt;
  return found->second;
}

}  // namespace patdown::trace
