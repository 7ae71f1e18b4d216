// curl and wget. https://curl.se/docs/manpage.html, https://www.gnu.org/software/wget/manual/

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

constexpr OptionSpelling curl_spelling = {
    "AbcCdDeEFhHKmoPQrtTuUwxXyYz",
    "abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config "
    "connect-timeout connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data "
    "data-ascii data-binary data-raw data-urlencode json delegation dns-servers doh-url "
    "dump-header "
    "egd-file engine expect100-timeout form form-string ftp-account hostpubmd5 header interface "
    "ipfs-gateway keepalive-time key key-type krb libcurl limit-rate local-port login-options "
    "max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir "
    "parallel-max "
    "pass pinnedpubkey postquote preproxy proto proto-default proto-redir proxy proxy-header "
    "proxy-user pubkey quote random-file range rate referer request request-target resolve retry "
    "retry-delay retry-max-time sasl-authzid service-name socks5 socks5-hostname speed-limit "
    "speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsuser "
    "tlspassword trace trace-ascii unix-socket upload-file url url-query user user-agent variable "
    "write-out",
    false};

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Request {
  std::vector<ValueRef> urls;
  ValueRef verb;
  std::string implied = "GET";
  ValueRef body;
  bool as_query = false;
  bool netrc = false;   // what stands in ~/.netrc authenticates
  bool unread = false;  // options come from a file
  std::vector<FoundCredential> credentials;
};

void add(std::vector<FoundCredential>& all, std::vector<FoundCredential> more) {
  all.insert(all.end(), more.begin(), more.end());
}

void add_header(const ValueRef& line, Request& request) {
  const std::string prefix = lower(literal_prefix(line));
  if (prefix.starts_with("authorization:")) {
    add(request.credentials, in_header(without_prefix(line, 14)));
  } else if (prefix.starts_with('@')) {
    // @<(cat <<< "Authorization: …")
    const ValueRef lines = without_prefix(line, 1);
    if (lines->kind == ValueKind::hole && lines->parts.size() == 1) {
      add_header(lines->parts.front(), request);
    } else {
      request.unread = true;
    }
  } else if (prefix.empty()) {
    // "$AUTH_HEADER": the whole line is given.
    add(request.credentials, in_header(line));
  }
}

// What a command writes in the form of a .netrc; of another form all that it writes.
ValueRef password_in(const ValueRef& output) {
  for (const ValueRef& part : output->parts) {
    if (ValueRef password = netrc_password(part)) return password;
  }
  return output;
}

void read_option(const Option& option, Request& request) {
  const std::string& name = option.name;
  if (name.empty() || name == "--url") {
    if (option.value) request.urls.push_back(option.value);
  } else if (one_of(name, {"-H", "--header"})) {
    if (option.value) add_header(option.value, request);
  } else if (one_of(name, {"-u", "--user"})) {
    add(request.credentials, in_user_info(option.value));
  } else if (name == "--netrc-file") {
    // <(echo "machine … password $PAT")
    if (option.value && option.value->kind == ValueKind::hole) {
      add(request.credentials, in_token(password_in(option.value)));
    }
  } else if (one_of(name, {"-n", "--netrc", "--netrc-optional"})) {
    request.netrc = true;
  } else if (name == "--oauth2-bearer") {
    add(request.credentials, in_token(option.value));
  } else if (one_of(name, {"-X", "--request"})) {
    request.verb = option.value;
  } else if (name == "-d" || name == "--json" || name.starts_with("--data")) {
    request.implied = "POST";
    request.body = option.value;
  } else if (one_of(name, {"-F", "--form", "--form-string"})) {
    request.implied = "POST";
  } else if (one_of(name, {"-T", "--upload-file"})) {
    request.implied = "PUT";
  } else if (one_of(name, {"-I", "--head"})) {
    request.implied = "HEAD";
  } else if (one_of(name, {"-G", "--get"})) {
    request.as_query = true;
  }
}

std::string without_quotes(std::string_view text) {
  std::string plain(text);
  plain.erase(std::remove(plain.begin(), plain.end(), '"'), plain.end());
  return plain;
}

// A line of a file of options: `header = "…"`, `user x:y`, `-X POST`, `url=…`.
void read_config_line(const ValueRef& line, Request& request) {
  std::string text = literal_prefix(line);
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos || text[begin] == '#') return;
  const auto end = std::min(text.find_first_of(" \t=:", begin), text.size());
  std::string name = text.substr(begin, end - begin);
  if (!name.starts_with('-')) name.insert(0, "--");
  const auto value = text.find_first_not_of(" \t=:\"", end);
  // Nothing but the name is literal: the value is what follows.
  const std::size_t skipped = value == std::string::npos ? text.size() : value;
  const ValueRef rest = map_text(without_prefix(line, skipped), without_quotes);
  read_option({name, rest}, request);
}

// -K file, -K - with what is piped in.
void read_config(const Machine& machine, const Given& given, const ValueRef& file,
                 Request& request) {
  const std::string path = sketch(file);
  ValueRef text = path == "-" ? given.input : nullptr;
  if (!text) {
    const auto resolved = machine.library.resolve(path, folder_of(machine.unit->path));
    const auto content = resolved ? machine.library.text(*resolved) : std::nullopt;
    if (!content) {
      request.unread = true;
      return;
    }
    text = text_value(*content);
  }
  for (const ValueRef& line : split(text, '\n')) read_config_line(line, request);
}

// The grammar takes `@<(cat …)` for two words.
ProgramWords with_written_files(const ProgramWords& words) {
  ProgramWords all;
  all.reserve(words.size());
  for (const ValueRef& word : words) {
    const bool written = word->kind == ValueKind::hole && !word->parts.empty();
    if (written && !all.empty() && literal(all.back()) == std::string("@")) {
      all.back() = join({all.back(), word});
    } else {
      all.push_back(word);
    }
  }
  return all;
}

void send_all(Machine& machine, const Given& given, const Request& request) {
  for (const ValueRef& url : request.urls) {
    Outgoing call;
    call.url = url;
    call.verb = request.verb;
    if (!call.verb) call.fixed_verb = request.as_query ? "GET" : request.implied;
    call.credentials = request.credentials;
    add(call.credentials, in_user_info(user_info_of(url)));
    call.body = request.body;
    call.node = given.node;
    send(machine, call);
  }
}

constexpr OptionSpelling wget_spelling = {
    "oaeiBtTwQOPUADIRXl",
    "output-file append-output execute input-file base tries timeout wait quota output-document "
    "directory-prefix user-agent accept reject header method body-data body-file post-data "
    "post-file user password http-user http-password referer load-cookies save-cookies level",
    false};

ValueRef joined_user(const ValueRef& user, const ValueRef& password) {
  return join(
      {user ? user : text_value(""), text_value(":"), password ? password : text_value("")});
}

}  // namespace

ValueRef run_curl(Machine& machine, const Given& given, const ProgramWords& words) {
  Request request;
  for (const Option& option : options_of(with_written_files(words), curl_spelling)) {
    if (one_of(option.name, {"-K", "--config"}) && option.value) {
      read_config(machine, given, option.value, request);
    } else {
      read_option(option, request);
    }
  }
  const ValueRef netrc = request.netrc ? netrc_token(machine) : nullptr;
  if (netrc) add(request.credentials, in_token(netrc));
  send_all(machine, given, request);
  return hole("a response");
}

ValueRef run_wget(Machine& machine, const Given& given, const ProgramWords& words) {
  Request request;
  ValueRef user;
  ValueRef password;
  for (const Option& option : options_of(words, wget_spelling)) {
    if (option.name == "--method") {
      request.verb = option.value;
    } else if (one_of(option.name, {"--post-data", "--post-file"})) {
      request.implied = "POST";
      request.body = option.value;
    } else if (one_of(option.name, {"--user", "--http-user"})) {
      user = option.value;
    } else if (one_of(option.name, {"--password", "--http-password"})) {
      password = option.value;
    } else if (option.name.empty() || option.name == "--header") {
      read_option(option, request);
    }
  }
  if (user || password) add(request.credentials, in_user_info(joined_user(user, password)));
  send_all(machine, given, request);
  return hole("a response");
}

}  // namespace patdown::trace
