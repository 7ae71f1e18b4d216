#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"a file",
     R"(package main
import ("fmt"; az "github.com/microsoft/azure-devops-go-api/azuredevops"; . "dot"; _ "side")
import "os"
type T struct { a string })",
     "$fmt = (import 'fmt'); $az = (import "
     "'github.com/microsoft/azure-devops-go-api/azuredevops'); (import 'dot' '*'); (import "
     "'side'); $os = (import 'os'); (struct_type 'T' 'a' 'string' '')"},
    {"variables", R"(var ( a, b = 1, "x"; c string ); const d = "y"; e := f(); var g, h = i())",
     "$a = '1'; $b = 'x'; $d = 'y'; $e = (f); $g = (i)"},
    {"functions",
     R"(func F(a, b string, c ...int) (string, error) { return a + b, nil }
func G() { return })",
     "fn F(a, b, *c) {ret [join($a $b), $null]}; fn G() {ret}"},
    {"declarations without a value",
     R"(var c api.Config; var s string; var p *T; var l []T
func f() (cfg Config, err error) { func() { return }(); if a() { return Config{}, nil }; return }
func g() (s string) { return })",
     "(declared 'c' 'api.Config'); fn f() {(declared 'cfg' 'Config'); (&fn () {ret}); (a); {ret "
     "[:Config.(new), $null]}; ret [$cfg, $err]}; fn g() {ret $s}"},
    {"structs",
     R"(type ( T struct { A, B string `env:"X"`; In struct { C *bool `json:"c"` }; conf.Base; D []T }; U string ))",
     "(struct_type 'T.In' 'C' 'bool' 'json:\"c\"'); (struct_type 'T' 'A' 'string' 'env:\"X\"' 'B' "
     "'string' 'env:\"X\"' 'In' 'T.In' '' 'Base' 'conf.Base' '' 'D' '' '')"},
    {"methods",
     R"(func (c *Client) Do(x string) error { return c.send(x) }
func (Client) Plain() {}
func (l *List[T]) Add(x T) { l.x = x })",
     "fn Client.Do(x) {$c = $this; ret $c.(send $x)}; fn Client.Plain() {}; fn List.Add(x) {$l = "
     "$this; $l.x = $x}"},
    {"several values",
     R"(func f() { req, err := http.NewRequest("GET", u, nil); _, err = g(); x.y, z = a, b; c, d := 1, h(); s += "x" })",
     "fn f() {$req = $http.(NewRequest 'GET' $u $null); $err = ?another value?; (g); $err = "
     "?another value?; $x.y = $a; $z = $b; $c = '1'; $d = (h); $s += 'x'}"},
    {"objects",
     R"(a := &T{b, C: d, E: F{G: "h"}}; i := feed.GetPackagesArgs{FeedId: &f}; j := []string{"k", l}; m := map[string]string{"n": o, p: "q"}; r := []T{{S: t}, {u}})",
     "$a = :T.(new $b C=$d E=:F.(new G='h')); $i = :feed.GetPackagesArgs.(new FeedId=$f); $j = "
     "['k', $l]; $m = {n: $o, [$p]: 'q'}; $r = [{S: $t}, [$u]]"},
    {"values",
     R"(func f() { a = fmt.Sprintf("%s/x", b) + `raw\n` + "c\x41\n"; d = e.(string); g = []byte(h); i = j[k]; l = m[1:]; n = *o; p = "q" == r || s; t = nil; u = Gen[int](v); w = '\n' })",
     R"(fn f() {$a = join($fmt.(Sprintf '%s/x' $b) 'raw\ncA
'); $d = $e; $g = $h; $i = $j[$k]; $l = ?m[1:]?($m); $n = $o; $p = ?"q" == r?($r)|$s; $t = $null; $u = $v; $w = '\n'})"},
    {"calls",
     "func f() { a.b.c(x, y...); d()(e); go g(h); defer func() { i() }(); j(func(k int) string { "
     "return l(k) }) }",
     "fn f() {$a.b.(c $x @=$y); (&(d) $e); (g $h); (&fn () {(i)}); (j fn (k) {ret (l $k)})}"},
    {"branches",
     "func f() { if err := a(x); err != nil { b() } else if c() { d() } else { e() }; switch x := "
     "y.(type) { case string, int: f(); default: g() }; switch { case h(): i() }; select { case v "
     ":= <-ch: j(v); default: } }",
     "fn f() {$err = (a $x); if{(b)}{(c); (d)}{(e)}; if{(f)}{(g)}; if{(i)}{}; if{(j $v)}{}}"},
    {"loops",
     R"(func f() { for i := 0; i < 3; i++ { a(i) }; for k, v := range m { b(k, v) }; for _, v := range []string{"x", y} { c(v) }; for range ch { d() }; for { e() } })",
     "fn f() {$i = '0'; {(a $i)}; {$v = $m[?each?]; (b $k $v)}; {$v = 'x'|$y; (c $v)}; {(d)}; "
     "{(e)}}"},
    {"environment", R"(var t = os.Getenv("ADO_PAT"))", "$t = $os.(Getenv 'ADO_PAT')"},
    {"shape: SDK",
     "func f() { conn := azuredevops.NewPatConnection(url, pat); c, _ := feed.NewClient(ctx, "
     "conn); c.GetPackages(ctx, feed.GetPackagesArgs{FeedId: &f}) }",
     "fn f() {$conn = $azuredevops.(NewPatConnection $url $pat); $c = $feed.(NewClient $ctx "
     "$conn); $c.(GetPackages $ctx :feed.GetPackagesArgs.(new FeedId=$f))}"},
    {"shape: a request",
     R"(func (c *Client) get(path string) ([]byte, error) {
	req, err := http.NewRequest(http.MethodGet, fmt.Sprintf("https://dev.azure.com/%s/%s", c.org, path), nil)
	if err != nil { return nil, err }
	req.SetBasicAuth("", c.token)
	req.Header.Set("Accept", "application/json")
	resp, err := c.http.Do(req)
	return io.ReadAll(resp.Body)
})",
     "fn Client.get(path) {$c = $this; $req = $http.(NewRequest $http.MethodGet $fmt.(Sprintf "
     "'https://dev.azure.com/%s/%s' $c.org $path) $null); $err = ?another value?; {ret [$null, "
     "$err]}; "
     "$req.(SetBasicAuth '' $c.token); $req.Header.(Set 'Accept' 'application/json'); $resp = "
     "$c.http.(Do $req); $err = ?another value?; ret $io.(ReadAll $resp.Body)}"},
    {"an error costs its statement", "func f() { a(); x := ] 3; b() }",
     "fn f() {(a); $x = '3'; (b)} UNREAD 1 PARTLY READ"},
};

TEST_CASE("Go reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::go, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
