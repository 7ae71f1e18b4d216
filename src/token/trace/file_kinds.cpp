#include "token/trace/file_kinds.h"

#include "core/letters.h"
#include "token/text_setting.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         same_ignoring_case(text.substr(text.size() - end.size()), end);
}

struct ProgramLanguage {
  std::string_view name;
  std::string_view ends;  // of file names, apart by blanks
  Language reader;
};

constexpr std::array<ProgramLanguage, 11> languages = {{
    {"python", ".py .pyw", Language::python},
    {"javascript", ".js .mjs .cjs .jsx", Language::javascript},
    {"typescript", ".ts .mts .cts", Language::typescript},
    {"typescript", ".tsx", Language::tsx},
    {"csharp", ".cs", Language::csharp},
    {"go", ".go", Language::go},
    {"java", ".java", Language::java},
    {"kotlin", ".kt .kts", Language::kotlin},
    {"ruby", ".rb", Language::ruby},
    {"rust", ".rs", Language::rust},
    {"http", ".http .rest", Language::http},
}};

const ProgramLanguage* language_of(std::string_view path) {
  constexpr std::size_t longest_end = 5;
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos || path.size() - dot > longest_end) return nullptr;
  // What a build says of feeds is read as settings are.
  if (ends_with(path, ".gradle.kts")) return nullptr;
  path.remove_prefix(dot);
  for (const ProgramLanguage& one : languages) {
    std::string_view ends = one.ends;
    while (!ends.empty()) {
      const auto blank = ends.find(' ');
      if (same_ignoring_case(path, ends.substr(0, blank))) return &one;
      ends.remove_prefix(blank == std::string_view::npos ? ends.size() : blank + 1);
    }
  }
  return nullptr;
}

template <typename Iterator>
bool holds_any(const std::string& text, Iterator begin, Iterator end) {
  return std::any_of(begin, end,
                     [&text](std::string_view word) { return holds_bytes(text, word); });
}

}  // namespace

bool is_powershell(std::string_view path) {
  return ends_with(path, ".ps1") || ends_with(path, ".psm1");
}

bool is_cmd(std::string_view path) {
  return ends_with(path, ".cmd") || ends_with(path, ".bat");
}

bool is_shell(std::string_view path) {
  return ends_with(path, ".sh") || ends_with(path, ".bash") || is_cmd(path);
}

bool is_shell_script(std::string_view path) {
  return is_powershell(path) || is_shell(path);
}

std::optional<Language> reader_of(std::string_view language) {
  for (const ProgramLanguage& one : languages) {
    if (one.name == language) return one.reader;
  }
  return std::nullopt;
}

std::string_view program_language(std::string_view path) {
  const ProgramLanguage* language = language_of(path);
  return language == nullptr ? std::string_view() : language->name;
}

BuildFile build_file_kind(std::string_view path) {
  const std::string name = lower(path.substr(path.rfind('/') + 1));
  if (name == "makefile" || name == "gnumakefile" || name.ends_with(".mk") ||
      name.starts_with("makefile.")) {
    return BuildFile::makefile;
  }
  const bool image = name == "dockerfile" || name == "containerfile" ||
                     name.starts_with("dockerfile.") || name.ends_with(".dockerfile");
  return image ? BuildFile::dockerfile : BuildFile::none;
}

Language language_read(std::string_view path) {
  if (const ProgramLanguage* language = language_of(path)) return language->reader;
  if (is_powershell(path)) return Language::powershell;
  if (is_cmd(path)) return Language::cmd;
  switch (build_file_kind(path)) {
    case BuildFile::makefile:
      return Language::makefile;
    case BuildFile::dockerfile:
      return Language::dockerfile;
    case BuildFile::none:
      break;
  }
  return Language::bash;
}

bool is_foreign(std::string_view path) {
  const std::string folded = "/" + lower(path);
  static constexpr std::array<std::string_view, 7> parts = {
      "/node_modules/", "/site-packages/", "/vendor/", "/.venv/", "/dist/", "/target/", ".min.js"};
  return std::any_of(parts.begin(), parts.end(), [&folded](std::string_view part) {
    return folded.find(part) != std::string::npos;
  });
}

bool is_program(std::string_view path) {
  return language_of(path) != nullptr && !is_foreign(path);
}

bool speaks_of_azure_devops(const std::string& text) {
  return holds_any(text, azure_devops_words.begin(), azure_devops_words.end());
}

bool commands_azure_devops(const std::string& text) {
  static constexpr std::array<std::string_view, 8> commands = {
      "az pipelines", "az repos",  "az boards", "az artifacts",
      "az devops",    "tfx exten", "tfx build", "vsce publish"};
  return speaks_of_azure_devops(text) || holds_any(text, commands.begin(), commands.end());
}

// "Tasks.UnitTests", "billing-tests": a folder, lower case, that is named for the tests in it.
static bool is_test_folder(std::string_view name) {
  const std::string_view last = name.substr(name.find_last_of(".-_") + 1);
  return last == "test" || last == "spec" || last == "testdata" || last.ends_with("tests") ||
         name == "__tests__" || name == "__mocks__";
}

bool is_test(std::string_view path) {
  const std::string folded = lower(path);
  std::string_view rest = folded;
  const std::string_view name = rest.substr(rest.rfind('/') + 1);
  if (name.ends_with(".tests.ps1")) return true;
  if (program_language(path).empty()) return false;
  for (auto slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
    if (is_test_folder(rest.substr(0, slash))) return true;
    rest.remove_prefix(slash + 1);
  }
  static constexpr std::array<std::string_view, 9> words = {"_test.",     ".test.",  ".spec.",
                                                            "tests.cs",   "test.cs", "test.java",
                                                            "tests.java", "test.kt", "_spec.rb"};
  return name.starts_with("test_") || name == "conftest.py" ||
         std::any_of(words.begin(), words.end(), [&name](std::string_view word) {
           return name.find(word) != std::string_view::npos;
         });
}

std::string stem_of(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  return name.substr(0, name.find('.'));
}

}  // namespace patdown::trace
