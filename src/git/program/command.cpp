#include "git/program/command.h"

#include "core/text.h"
#include "git/layout.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace patdown::git_program {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 18U;
constexpr std::size_t most_error_bytes = 2000;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  int get() const { return number_; }
  bool open() const { return number_ >= 0; }
  void reset(int number = -1) {
    if (number_ >= 0) close(number_);
    number_ = number;
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor out;  // to read from
  Descriptor in;   // to write to

  bool make() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    out.reset(ends[0]);
    in.reset(ends[1]);
    return true;
  }
};

// What a process reads and writes.
struct Streams {
  Pipe input;
  Pipe output;
  Pipe errors;

  bool make() { return input.make() && output.make() && errors.make(); }
};

std::vector<std::string> environment_for(const RepositoryPaths& paths, bool in_hook) {
  std::vector<std::string> variables{
      "LC_ALL=C",
      "GIT_CONFIG_NOSYSTEM=1",
      "GIT_CONFIG_GLOBAL=/dev/null",
      "GIT_ATTR_NOSYSTEM=1",
      "GIT_TERMINAL_PROMPT=0",
      "GIT_PAGER=cat",
      "GIT_OPTIONAL_LOCKS=0",
      "GIT_NO_REPLACE_OBJECTS=1",
      "GIT_NO_LAZY_FETCH=1",
      "GIT_ALLOW_PROTOCOL=none",
      "GIT_DIR=" + paths.git_dir,
  };
  if (!paths.work_tree.empty()) variables.push_back("GIT_WORK_TREE=" + paths.work_tree);
  if (const auto path = environment("PATH")) variables.push_back("PATH=" + *path);
  if (!in_hook) return variables;
  for (const char* name :
       {"GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}) {
    const auto value = environment(name);
    if (value) variables.push_back(std::string(name).append("=").append(*value));
  }
  return variables;
}

std::vector<std::string> words_of(const std::string& program, const Command& command) {
  // Ownership does not matter to who only reads; fsmonitor would be a program to run.
  std::vector<std::string> words{program, "-c", "safe.directory=*", "-c", "core.fsmonitor=false"};
  words.insert(words.end(), command.words.begin(), command.words.end());
  return words;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// The process; nullopt if it could not be started.
std::optional<pid_t> start(std::vector<std::string> words, std::vector<std::string> variables,
                           const Streams& streams) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, streams.input.out.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.output.in.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.errors.in.get(), STDERR_FILENO);
  pid_t process = 0;
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers(variables);
  const int failed = posix_spawn(&process, words.front().c_str(), &actions, nullptr,
                                 arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return std::nullopt;
  return process;
}

// One piece of what is there; closes `from` at its end.
std::string_view read_piece(Descriptor& from, std::string& buffer) {
  const ssize_t count = read(from.get(), buffer.data(), buffer.size());
  if (count > 0) return std::string_view(buffer).substr(0, static_cast<std::size_t>(count));
  if (count == 0 || errno != EINTR) from.reset();
  return {};
}

// One piece of `left`; closes `to` when all is written or nobody reads.
void write_piece(Descriptor& to, std::string_view& left) {
  const ssize_t count = write(to.get(), left.data(), std::min(left.size(), piece_bytes));
  if (count > 0) {
    left.remove_prefix(static_cast<std::size_t>(count));
  } else if (errno != EINTR && errno != EAGAIN) {
    left = {};
  }
  if (left.empty()) to.reset();
}

// Feeds the process and takes what it prints until it closes both.
void exchange(Streams& streams, std::string_view left, std::string& error,
              const std::function<void(std::string_view)>& take) {
  Descriptor& input = streams.input.in;
  Descriptor& output = streams.output.out;
  Descriptor& errors = streams.errors.out;
  std::string buffer(piece_bytes, '\0');
  // Never wait for a pipe that is full while the process waits for us.
  fcntl(input.get(), F_SETFL, O_NONBLOCK);
  if (left.empty()) input.reset();
  while (output.open() || errors.open()) {
    std::array<pollfd, 3> waiting{{{.fd = output.get(), .events = POLLIN, .revents = 0},
                                   {.fd = errors.get(), .events = POLLIN, .revents = 0},
                                   {.fd = input.get(), .events = POLLOUT, .revents = 0}}};
    if (poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
    if (waiting[0].revents != 0) take(read_piece(output, buffer));
    if (waiting[1].revents != 0) {
      const std::string_view piece = read_piece(errors, buffer);
      error += piece.substr(0, most_error_bytes - std::min(error.size(), most_error_bytes));
    }
    if (waiting[2].revents != 0) write_piece(input, left);
  }
}

// While a process may go before it has read everything: writing then fails, and that is enough.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~WithoutPipeSignal() { std::signal(SIGPIPE, before_); }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal(WithoutPipeSignal&&) = delete;
  WithoutPipeSignal& operator=(WithoutPipeSignal&&) = delete;

 private:
  void (*before_)(int);
};

// The first line that it printed; the next one too where that is a heading.
std::string clause_of(std::string_view error) {
  std::size_t end = std::min(error.find('\n'), error.size());
  if (error.substr(0, end).ends_with(':')) end = std::min(error.find('\n', end + 1), error.size());
  std::string clause(error.substr(0, end));
  std::ranges::replace_if(
      clause, [](char letter) { return letter == '\n' || letter == '\t'; }, ' ');
  return clause.starts_with("fatal: ") ? clause.substr(7) : clause;
}

}  // namespace

std::string find() {
  const std::string path = environment("PATH").value_or("");
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    if (!folder.starts_with('/')) continue;  // never something of the scanned folder
    std::string program = std::string(folder) + "/git";
    if (access(program.c_str(), X_OK) == 0) return program;
  }
  return {};
}

Ended run(const RepositoryPaths& paths, const Command& command,
          const std::function<void(std::string_view)>& take) {
  const std::string program = find();
  if (program.empty()) return {.good = false, .error = "the git program is not installed"};
  Streams streams;
  if (!streams.make()) {
    return {.good = false, .error = std::strerror(errno)};
  }
  const WithoutPipeSignal without_signal;
  const std::optional<pid_t> process =
      start(words_of(program, command), environment_for(paths, command.in_hook), streams);
  if (!process) return {.good = false, .error = program + " cannot be started"};
  streams.input.out.reset();
  streams.output.in.reset();
  streams.errors.in.reset();
  std::string error;
  exchange(streams, command.input, error, take);
  int status = 0;
  while (waitpid(*process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {.good = true, .error = {}};
  return {.good = false, .error = error.empty() ? "git failed" : clause_of(error)};
}

Printed print(const RepositoryPaths& paths, const Command& command) {
  Printed printed;
  printed.ended = run(paths, command, [&](std::string_view piece) { printed.text += piece; });
  return printed;
}

}  // namespace patdown::git_program
