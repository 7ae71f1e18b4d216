// .http and .rest files: requests as editors send them.
//
//   @base = https://dev.azure.com/acme
//   ### List the projects
//   GET {{base}}/_apis/projects
//   Authorization: Basic {{pat}}
//
//   a body, up to the next ###

#include "token/code/languages/lines.h"
#include "token/code/readers.h"
#include "token/code/syntax/clip.h"
#include "token/code/syntax/join.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace patdown {
namespace {

constexpr std::array<std::string_view, 9> verbs = {"GET",  "POST",    "PUT",   "PATCH",  "DELETE",
                                                   "HEAD", "OPTIONS", "TRACE", "CONNECT"};

class HttpReader {
 public:
  explicit HttpReader(std::string_view text) : lines_(lines_of_code(text)) {}

  std::vector<Node> read() {
    while (at_ < lines_.size()) {
      const std::string_view line = without_blanks(lines_[at_]);
      if (line.empty() || line.starts_with('#') || line.starts_with("//")) {
        ++at_;
      } else if (line.starts_with('@')) {
        assign(line.substr(1));
        ++at_;
      } else if (line.starts_with('<') || line.starts_with('>')) {
        skip_script();
      } else {
        request();
      }
    }
    return std::move(out_);
  }

 private:
  Node make(NodeKind kind, std::string text = {}) const {
    Node node;
    node.kind = kind;
    node.text = std::move(text);
    node.line = at_ + 1;
    node.column = 1;
    return node;
  }

  // {{x}}, {{$processEnv X}}, {{$env.X}}
  Node variable(std::string_view inside) const {
    inside = without_blanks(inside);
    Node name = make(NodeKind::name);
    for (const std::string_view start : {"$processEnv ", "$dotenv ", "$env."}) {
      if (!inside.starts_with(start)) continue;
      inside = without_blanks(inside.substr(start.size()));
      if (inside.starts_with('%')) inside.remove_prefix(1);
      name.scope = "env";
    }
    name.text = inside;
    if (inside.starts_with('$')) name.kind = NodeKind::hole;
    return name;
  }

  Node worth(std::string_view text) const {
    Node join = make(NodeKind::join);
    while (!text.empty()) {
      const std::size_t open = text.find("{{");
      const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
      if (close == std::string_view::npos) break;
      join.children.push_back(make(NodeKind::text, std::string(text.substr(0, open))));
      join.children.push_back(variable(text.substr(open + 2, close - open - 2)));
      text.remove_prefix(close + 2);
    }
    join.children.push_back(make(NodeKind::text, std::string(text)));
    return joined(std::move(join));
  }

  void assign(std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return;
    Node assign = make(NodeKind::assign, "=");
    assign.children.push_back(
        make(NodeKind::name, std::string(without_blanks(line.substr(0, equals)))));
    assign.children.push_back(worth(without_blanks(line.substr(equals + 1))));
    out_.push_back(std::move(assign));
  }

  // {% … %} in front of or behind a request; `> file` and `< file` are one line.
  void skip_script() {
    bool open = lines_[at_].find("{%") != std::string_view::npos;
    while (open && at_ < lines_.size() && lines_[at_].find("%}") == std::string_view::npos) ++at_;
    ++at_;
  }

  void request() {
    std::string_view line = without_blanks(lines_[at_]);
    std::string verb = "GET";
    for (const std::string_view known : verbs) {
      if (!line.starts_with(known) || line.size() == known.size() ||
          (line[known.size()] != ' ' && line[known.size()] != '\t'))
        continue;
      verb = known;
      line = without_blanks(line.substr(known.size()));
      break;
    }
    const std::size_t version = line.rfind(" HTTP/");
    std::string url(without_blanks(line.substr(0, version)));
    Node call = make(NodeKind::call, "http");
    Node headers = make(NodeKind::map);
    ++at_;
    // The query may go on in lines of its own.
    while (at_ < lines_.size() && (without_blanks(lines_[at_]).starts_with('?') ||
                                   without_blanks(lines_[at_]).starts_with('&')))
      url += without_blanks(lines_[at_++]);
    call.args.push_back(
        {.name = "", .spelled = "", .key = {}, .value = make(NodeKind::text, verb)});
    call.args.push_back({.name = "", .spelled = "", .key = {}, .value = worth(url)});
    call.args[0].value.line = call.args[1].value.line = call.line;
    while (at_ < lines_.size() && header(headers)) ++at_;
    call.args.push_back({.name = "headers", .spelled = "", .key = {}, .value = std::move(headers)});
    if (auto body = this->body(); !body.empty())
      call.args.push_back({.name = "body", .spelled = "", .key = {}, .value = worth(body)});
    out_.push_back(std::move(call));
  }

  // False where the headers end.
  bool header(Node& headers) const {
    const std::string_view line = without_blanks(lines_[at_]);
    if (line.empty() || line.starts_with("###")) return false;
    if (line.starts_with('#') || line.starts_with("//")) return true;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    headers.args.push_back({.name = std::string(without_blanks(line.substr(0, colon))),
                            .spelled = "",
                            .key = {},
                            .value = worth(without_blanks(line.substr(colon + 1)))});
    return true;
  }

  std::string body() {
    std::string text;
    for (; at_ < lines_.size() && !lines_[at_].starts_with("###"); ++at_) {
      if (lines_[at_].starts_with("> ") || lines_[at_].starts_with("< {%")) {
        skip_script();
        --at_;
        continue;
      }
      if (!text.empty()) text += '\n';
      text += lines_[at_];
    }
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::vector<Node> out_;
};

}  // namespace

Code read_http(std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a file of more than 4 MiB");
  Code code = empty_code();
  code.file.children = HttpReader(text).read();
  return code;
}

}  // namespace patdown
