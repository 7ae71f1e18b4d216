// No input breaks the readers of programming languages: they end, within their
// bounds, and say what they gave up.

#include "catch.h"
#include "code_form.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

struct LanguageSample {
  Language language;
  const char* name;
  const char* sample;
};

const LanguageSample samples[] = {
    {Language::python, "Python",
     "import a as b\n@d(x)\nclass C(B):\n  def f(s, x=1, *y, **z):\n    if x: "
     "return "
     "[s.g(f\"{x}\\n\"), "
     "{'k': y}]\n    elif y: raise E('a' % x)\n    for i, j in y: a.b[c] += "
     "lambda q: q\n    with "
     "o() "
     "as p: p, (q, *r) = t\n"},
    {Language::typescript, "TypeScript",
     "import a, { b as c } from 'd'; class C<T> extends B { x = `p${q}`; "
     "constructor(private y: "
     "string) { super(y) } @d() async f({ a, b: [c] } = {}, ...r) { for (const "
     "k of r) { try { "
     "await "
     "g<T>(k ?? 'x', { ...o, [k]: v }) } catch (e) { switch (e) { case 1: "
     "default: } } } } }"},
    {Language::tsx, "TSX",
     "const f = (x) => <A b={c} {...d}>{e(`f${g}`)}<h/></A>; export default f"},
    {Language::csharp, "C#",
     "using A; [B(c)] class D<T> : E, F { string g = $\"{h}\\n\"; D(int i = 1) "
     ": base(i) { } string J => "
     "@\"k\"; async Task L([M] string n) { foreach (var (o, p) in q) { var r = "
     "await s.T<U>(x: v, w ?? y); "
     "if (a is B) { } else switch (c) { case 1: break; default: return; } "
     "using var z = new A { b = { { c, d } "
     "} }; (e, f) = g switch { _ => h }; } } }"},
    {Language::go, "Go",
     "package a\nimport b \"c\"\nfunc (d *E) f(g, h string, i ...int) (string, "
     "error) {\n\tj, err := "
     "k.l(&M{n: o, P: []string{\"q\" + `r`}}, s...)\n\tfor t, u := range v { "
     "switch w { case 1: x() } }\n\tif y "
     ":= z; !y { defer func() { go a[b](c.(d)) }() } else { return \"\", err "
     "}\n}\n"},
    {Language::kotlin, "Kotlin",
     "import a.b as c\n@D(\"e\") class F<T>(private val g: String = \"h\", i: Int) : J(g), K {\n"
     "  companion object { const val L = \"m $g ${i.n()}\\n\" }\n  init { o(g) }\n"
     "  @P(\"q\") fun r(@S s: String, t: Int = 1): U = if (s == t) v() else w?.x ?: \"y\"\n"
     "  fun z() { for ((a, b) in c) { d.e(f = g, *h) { i, j -> k(it) } }\n"
     "    when (l) { \"m\" -> n(); is O -> p(); else -> return q!! }\n"
     "    try { mapOf(\"r\" to s) } catch (t: U) { v[w] = x as Y } finally { z += 1 } }\n}\n"},
    {Language::java, "Java",
     "import a.b; @C(d) class E<T> extends F implements G { String h = "
     "\"i\\n\"; @J E(@K(\"l\") int m, "
     "String... n) { super(m); for (String o : n) p.<Q>r(new S() { void t() { "
     "} }, u -> v); try (var w = x) { y += (z) a; } catch (B | "
     "C d) { switch (e) { case 1: default: } } return f ? g[0] : this.h; } }"},
    {Language::rust, "Rust",
     "use a::{b as c, d::*}; impl<T> E for F<T> { const G: u8 = 1; fn h(&self, (i, j): (K, L)) -> "
     "Result<Self> { let Some(m) = n else { return Err(o!(\"p\")) }; match q { R::S(t) | U { t, .. "
     "} "
     "if v => w, _ => format!(\"{}{x:>3}\", y(format!(\"{z}\"))) }; for a in 0..b { c[d] += *e as "
     "u8 } "
     "Ok(Self { f, ..g }) } }\n"},
    {Language::ruby, "Ruby",
     "require 'a'\nclass B < C\n  def d(e, f = \"g#{h}\\n\", *i, k:, **l, &m)\n    n, o = p.q(r, "
     "s: 1, 't' => u) "
     "{ |v, (w, x)| y << z }\n    @a ||= b ? c : d unless e\n    case f when g then h else [*i, {j "
     "=> k}] end\n    "
     "begin; l; rescue M => n; o; ensure; p; end\n    q = <<~R\n s #{t}\n    R\n    `u #{v}`\n  "
     "end\nend\n"},
    {Language::hcl, "HCL",
     "a \"b\" \"c\" {\n  d = \"e ${f.g[0]} h\"\n  i = [j, { k = l, (m) = n ? o : p }]\n  q {\n    "
     "r = s(t...)\n  "
     "}\n  u = <<EOT\nv ${w}\nEOT\n}\n"},
    {Language::http, "http",
     "@a = b{{c}}\n### d\nPOST {{a}}/e\n  ?f=g HTTP/1.1\nH: {{$processEnv I}}\n\n{\"j\": 1}\n> "
     "{%\nk\n%}\n"},
    {Language::makefile, "Makefile",
     "A ?= $(shell b) $(C)\nexport D := e\nf: g\n\t@h -i \"$(A)\" \\\n\t  $${J} $(call k,l)\n\t-m "
     "$@\n"},
    {Language::dockerfile, "Dockerfile",
     "FROM a\nARG B=c\nENV D=e F=\"g h\"\nRUN --mount=x i $B && \\\n  # j\n  k\nRUN [\"l\", "
     "\"m\"]\nRUN <<N\no\nN\n"},
    {Language::javascript, "JavaScript",
     "const { a, b: c = 1 } = require('m'); module.exports = async function "
     "(x) { return "
     "x?.y[z](...w) "
     "|| (v, u ? t : /s/g) }"},
};

void check_bounds(const LanguageSample& sample, const std::string& text) {
  const Code code = read_code(sample.language, text);
  CHECK(code.file.kind == NodeKind::function);
  CHECK(levels_of(code.file) <= 200);
  CHECK(code.bytes_unread <= text.size());
}

TEST_CASE("code that nests deeply ends, within bounds") {
  const char* pieces[] = {"(",        "[",          "{",        "f(",        "a.b(",
                          "x = ",     "\"",         "'",        "`${",       "f\"{",
                          "a[",       "a.",         "a + (",    "-",         "!",
                          "not ",     "if x {",     "if (x) ",  "else ",     "{a: ",
                          "=> ",      "x => ",      "lambda: ", "class A {", "a ? ",
                          "a ? b : ", "a ?? ",      "a && ",    "a + ",      "function f() {",
                          "@a(",      "<a>",        "<",        "new A(",    "/*",
                          "await ",   "*",          "...",      "a,",        "#{",
                          "$\"{",     "fun f() = ", "func() ",  "do ",       "begin\n ",
                          "case x\n", "\x01",       "\xFF",     "m!("};
  for (const LanguageSample& sample : samples) {
    for (const char* piece : pieces) {
      DYNAMIC_SECTION(sample.name << ": " << piece) {
        check_bounds(sample, repeated(piece, 400));
        std::string lines;
        for (std::size_t depth = 0; depth < 170; ++depth)
          lines += std::string(depth, ' ') + piece + "\n";
        check_bounds(sample, lines);
      }
    }
  }
}

// Read by lines, or as Bash.
bool has_expressions(Language language) {
  return language != Language::http && language != Language::makefile &&
         language != Language::dockerfile;
}

TEST_CASE("code that nests too deeply, or is too large, is said") {
  for (const LanguageSample& sample : samples) {
    DYNAMIC_SECTION(sample.name) {
      const Code deep =
          read_code(sample.language, "x = " + repeated("(", 500) + "1" + repeated(")", 500));
      if (has_expressions(sample.language)) CHECK_FALSE(deep.partly_read.empty());
      if (has_expressions(sample.language)) CHECK(deep.bytes_unread > 0);
      const Code large = read_code(sample.language, std::string((4U << 20U) + 1, 'a'));
      CHECK_FALSE(large.partly_read.empty());
      CHECK(large.bytes_unread > (4U << 20U));
    }
  }
}

TEST_CASE("a long chain of one operator is no nesting") {
  for (const LanguageSample& sample : samples) {
    if (sample.language == Language::hcl || !has_expressions(sample.language)) continue;
    DYNAMIC_SECTION(sample.name) {
      const bool ends = sample.language == Language::csharp || sample.language == Language::java ||
                        sample.language == Language::rust;
      const Code code = read_code(
          sample.language, "x = " + repeated("\"a\" + ", 2000) + "y" + (ends ? ";\n" : "\n"));
      CHECK(code.partly_read.empty());
      REQUIRE(code.file.children.size() == 1);
      REQUIRE(code.file.children[0].children.size() == 2);
      CHECK(code.file.children[0].children[1].kind == NodeKind::join);
    }
  }
}

TEST_CASE("a sample that ends anywhere does not break its reader") {
  for (const LanguageSample& sample : samples) {
    DYNAMIC_SECTION(sample.name) {
      const std::string whole = sample.sample;
      CHECK(read_code(sample.language, whole).partly_read.empty());
      for (std::size_t end = 0; end < whole.size(); ++end)
        check_bounds(sample, whole.substr(0, end));
      for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string without = whole;
        without.erase(at, 1);
        check_bounds(sample, without);
      }
    }
  }
}

TEST_CASE("long lines and bytes that are no text do not break a reader") {
  for (const LanguageSample& sample : samples) {
    DYNAMIC_SECTION(sample.name) {
      check_bounds(sample, "x = \"" + std::string(1U << 19U, 'a') + "\"");
      check_bounds(sample, std::string(1U << 19U, 'a'));
      check_bounds(sample, std::string(5000, '\0'));
      check_bounds(sample, repeated("\xFF\xC3\x28 ", 1000));
      std::string bytes;
      std::uint32_t state = 1;
      for (int i = 0; i < 20'000; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes += static_cast<char>(state >> 24U);
      }
      check_bounds(sample, bytes);
    }
  }
}

TEST_CASE("many returns of many results in Go stay bounded") {
  const auto read = [](std::size_t results) {
    const std::string text = "package a\nfunc f() (" + repeated("r string, ", results) +
                             "err error) {\n" + repeated("if x { return }\n", 1'000) + "}\n";
    return print(read_code(Language::go, text).file).size();
  };
  CHECK(read(1'000) < 2 * read(20));
}

}  // namespace
}  // namespace patdown
