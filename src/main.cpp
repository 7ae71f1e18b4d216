#include "cli/run.h"

#include <iostream>
#include <string_view>
#include <vector>

#include <unistd.h>

int main(int argc, char** argv) {
  const std::vector<std::string_view> args(argv + 1, argv + argc);
  return patdown::run(args, {std::cin, std::cout, std::cerr, isatty(STDOUT_FILENO) != 0});
}
