#include "cli/flags.h"
#include "core/closest.h"
#include "core/error.h"

#include <algorithm>
#include <vector>

namespace patdown {
namespace {

[[noreturn]] void unknown(std::string_view what, std::string_view word, std::string_view dashes,
                          std::span<const std::string_view> known) {
  std::string text =
      "unknown " + std::string(what) + " '" + std::string(dashes) + std::string(word) + "'";
  const std::string_view near = closest(word, known);
  text += near.empty() ? "; 'patdown --help' lists what there is"
                       : "; did you mean '" + std::string(dashes) + std::string(near) + "'?";
  throw Error(text);
}

const Flag& flag_named(std::string_view name) {
  for (const Flag& flag : flags()) {
    if (flag.name == name) return flag;
  }
  std::vector<std::string_view> names;
  for (const Flag& flag : flags()) names.push_back(flag.name);
  unknown("flag", name, "--", names);
}

const Flag& flag_lettered(char letter) {
  for (const Flag& flag : flags()) {
    if (flag.letter == letter) return flag;
  }
  throw Error(std::string("unknown flag '-") + letter + "'; 'patdown --help' lists what there is");
}

void check_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  if (std::ranges::find(names, name) == names.end()) unknown("command", name, "", names);
}

// Reads the words one by one; `next` is the one to read.
class Parser {
 public:
  explicit Parser(std::span<const std::string_view> args) : args_(args) {}

  Options parse() {
    while (next_ < args_.size()) {
      const std::string_view word = args_[next_++];
      if (only_operands_ || word == "-" || !word.starts_with('-')) {
        operand(word);
      } else if (word == "--") {
        only_operands_ = true;
      } else if (word.starts_with("--")) {
        long_flag(word.substr(2));
      } else {
        short_flag(word.substr(1));
      }
    }
    for (const Flag* flag : given_) {
      if (!takes(options_.command, *flag)) {
        throw Error("'patdown " + options_.command + "' takes no --" + std::string(flag->name));
      }
    }
    return std::move(options_);
  }

 private:
  void operand(std::string_view word) {
    if (!options_.command.empty()) {
      options_.operands.emplace_back(word);
    } else {
      check_command(word);
      options_.command = word;
    }
  }

  void long_flag(std::string_view word) {
    const std::size_t equals = word.find('=');
    const Flag& flag = flag_named(word.substr(0, equals));
    if (equals == std::string_view::npos) {
      apply(flag, flag.value.empty() ? std::string_view() : value_of(flag));
    } else if (flag.value.empty()) {
      throw Error("--" + std::string(flag.name) + " takes no value");
    } else {
      apply(flag, word.substr(equals + 1));
    }
  }

  void short_flag(std::string_view letters) {
    while (!letters.empty()) {
      const Flag& flag = flag_lettered(letters.front());
      letters.remove_prefix(1);
      if (flag.value.empty()) {
        apply(flag, {});
        continue;
      }
      apply(flag, letters.empty() ? value_of(flag) : letters);
      return;
    }
  }

  std::string_view value_of(const Flag& flag) {
    if (next_ == args_.size()) {
      throw Error("--" + std::string(flag.name) + " needs a value: --" + std::string(flag.name) +
                  " " + std::string(flag.value));
    }
    return args_[next_++];
  }

  void apply(const Flag& flag, std::string_view value) {
    if (!flag.value.empty() && value.empty()) {
      throw Error("--" + std::string(flag.name) + " needs a value that is not empty");
    }
    flag.apply(options_, value);
    given_.push_back(&flag);
  }

  std::span<const std::string_view> args_;
  std::size_t next_ = 0;
  bool only_operands_ = false;
  Options options_;
  std::vector<const Flag*> given_;
};

}  // namespace

Options parse_options(std::span<const std::string_view> args) {
  return Parser(args).parse();
}

}  // namespace patdown
