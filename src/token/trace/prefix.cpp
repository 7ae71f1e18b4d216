#include "token/trace/prefix.h"

#include "token/table.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace patdown::trace {
namespace {

struct Prefix {
  std::string_view name;
  std::string_view letters;  // short options whose value may be the next word
  std::string_view longs;    // long ones, apart by blanks
};

constexpr std::array<Prefix, 20> prefixes = {{
    {"xargs", "IEJLnPRsSad", "max-args max-procs delimiter arg-file max-lines max-chars"},
    {"sudo", "ugpCchrtTUD", "user group host prompt chdir role type"},
    {"timeout", "ks", "kill-after signal"},
    {"env", "uC", "unset chdir"},
    {"nice", "n", "adjustment"},
    {"ionice", "cnpPu", "class classdata"},
    {"stdbuf", "ioe", "input output error"},
    {"time", "fo", "format output"},
    {"exec", "a", ""},
    {"watch", "n", "interval"},
    {"npx", "pc", "package call"},
    {"pnpx", "pc", "package call"},
    {"cross-env", "", ""},
    {"cross-env-shell", "", ""},
    {"dotenv", "ecv", ""},
    {"command", "", ""},
    {"builtin", "", ""},
    {"nohup", "", ""},
    {"setsid", "", ""},
    {"retry", "tdnsm", "times delay tries retries sleep max min"},
}};

// Whether what `option` is given is the next word: "-I", "-rI", "--max-args".
bool takes_next(const Prefix& prefix, std::string_view option) {
  if (option.starts_with("--")) {
    const std::vector<std::string_view> longs = split_words(prefix.longs);
    return std::find(longs.begin(), longs.end(), option.substr(2)) != longs.end();
  }
  if (option.size() < 2) return false;
  // Of "-n1" the value is there: a letter that takes one is followed by it.
  const auto first = option.find_first_of(prefix.letters, 1);
  return first != std::string_view::npos && first + 1 == option.size();
}

}  // namespace

bool is_prefix(std::string_view name) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [name](const Prefix& one) { return one.name == name; });
}

std::size_t command_behind(std::string_view prefix, const std::vector<ValueRef>& words) {
  const auto* known = std::find_if(prefixes.begin(), prefixes.end(),
                                   [&](const Prefix& one) { return one.name == prefix; });
  std::size_t at = 0;
  while (at < words.size()) {
    const std::string text = literal_prefix(words[at]);
    const bool option = text.starts_with("-");
    const bool variable = text.find('=') != std::string::npos;
    const bool number = !text.empty() && text[0] >= '0' && text[0] <= '9';
    if (!option && !variable && !number) break;
    ++at;
    if (option && known != prefixes.end() && takes_next(*known, text)) ++at;
  }
  return std::min(at, words.size());
}

bool is_sender(std::string_view name) {
  return name == "az" || name == "git" || name == "curl" || name == "wget";
}

static bool sends(const std::vector<ValueRef>& words, std::size_t at) {
  static constexpr std::array<std::string_view, 5> groups = {"devops", "pipelines", "repos",
                                                             "boards", "artifacts"};
  static constexpr std::array<std::string_view, 6> of_git = {"clone", "push",      "fetch",
                                                             "pull",  "ls-remote", "-c"};
  const std::string name = literal(words[at]).value_or("");
  const auto next_is_one_of = [&](const auto& all) {
    return at + 1 < words.size() &&
           std::find(all.begin(), all.end(), literal_prefix(words[at + 1])) != all.end();
  };
  if (name == "az") return next_is_one_of(groups);
  if (name == "git") return next_is_one_of(of_git);
  const auto is_url = [](const ValueRef& word) {
    return sketch(word).find("://") != std::string::npos;
  };
  return is_sender(name) &&
         std::any_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(), is_url);
}

std::size_t command_in(const std::vector<ValueRef>& words) {
  std::size_t at = 0;
  while (at < words.size() && !sends(words, at)) ++at;
  return at;
}

}  // namespace patdown::trace
