// What the leak sanitizer asks of a program that is built with it (PATDOWN_SANITIZE).

// libgit2 1.5 keeps what pcre2 gave it for the extensions of a configuration (20 KB for each
// repository that has any): not ours to free.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions() {
  return "leak:pcre2";
}
