#pragma once

// What does a call of a client library do? The tables rules/clients/*.tsv, and the methods of the
// Azure DevOps client libraries.
//
// A row names a call as a library spells it ("requests.Session.get": method `get` of what
// `requests.Session` makes) and says which arguments are the URL, the verb, the headers, the
// credential and the body. docs/scopes.md explains the columns.

#include <optional>
#include <string>
#include <string_view>

namespace patdown::trace {

enum class Does {
  send,    // sends a request
  ask,     // makes a request, lends it to the functions it is given, and sends it
  lend,    // lends the object to the functions it is given (client_blocks.h)
  make,    // makes a client, a request, a credential: an object of type `gives`
  set,     // changes the object that it is called on, and gives it back
  same,    // gives an argument back
  base64,  // encodes an argument
  unbase64,
  format,     // fills a text in
  concat,     // puts arguments together, `verb` between them
  resolve,    // a relative URL on a base
  cut,        // a text without what it begins or ends with
  env,        // reads the environment
  flag,       // reads the command line
  fill,       // puts settings into the fields of a struct (go_structs.h)
  file,       // reads a file
  declare,    // says what the command line may hold
  sdk,        // makes a client of Azure DevOps, of area `gives`
  entra,      // gives a token of Microsoft Entra, unless it is given a credential
  intercept,  // a function sees every request of a client and may add headers
  bind,       // gives a function that has been given some of its arguments
  run,        // runs a function with arguments
  service,    // registers a client under a name or a type (http_services.h)
  serve,      // gives the client of that name
  handle,     // gives a client a function or an object that sees its requests
  configure,  // gives a client to functions that change it
  inject,     // gives what a framework gives to those who ask for a type (typed_parameter.h)
  defaults,   // what is set below it holds for the library's calls without a client
  command,    // starts another program (command_run.h)
  git,        // fetches from a git repository, or pushes to it (client_git.h)
  extend,     // puts arguments behind the URL that it is called on
  list,       // puts arguments together as a list
  table,      // puts names and values, or tables, together as a table
  write,      // writes an argument into a file
  quiet,      // does nothing with a token
};

// Whether that can be had without a call, as a property: it looks at no place in the code.
bool is_readable(Does does);

struct ClientRow {
  std::string_view call;
  Does does = Does::quiet;
  // Which arguments: "0" the first, "url" the one of that name, "0|url" either, "1.headers" a field
  // of it, "this" the object, "=GET" a text, "1+" all from there; blanks part elements of a list.
  std::string_view url;
  std::string_view verb;
  std::string_view base;     // of the client's URLs
  std::string_view headers;  // also "0:1", a name and its value
  std::string_view auth;
  std::string_view body;
  std::string_view gives;
};

struct FoundRow {
  const ClientRow* row = nullptr;
  std::string gives;  // with what the `*` of the call stands for
};

// Of `language`, "python". nullopt if no row has this name. Names of packages may be left out in
// Java, Kotlin and C#.
std::optional<FoundRow> client_row(std::string_view language, std::string_view name);

struct SdkMethod {
  std::string_view verb;
  std::string_view route;  // "dev.azure.com/{organization}/_apis/projects"; empty: sends nothing
};

// Whether a client of Azure DevOps has that name: "git".
bool is_sdk_client(std::string_view client);
// The method of a client of Azure DevOps ("git", "createThread"), whatever the language's case and
// underscores. nullopt if it is not known to send anything.
std::optional<SdkMethod> sdk_method(std::string_view client, std::string_view method);
// That of a client of which only the method is known; nullopt if clients differ in it.
std::optional<SdkMethod> sdk_method_of_any(std::string_view method);

}  // namespace patdown::trace
