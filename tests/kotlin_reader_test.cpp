#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"imports", "package a.b\nimport okhttp3.Request\nimport a.C as D\nimport kotlin.io.*\n",
     "$Request = (import 'okhttp3.Request'); $D = (import 'a.C'); (import 'kotlin.io' '*')"},
    {"values",
     R"(val a: String = "x $b ${c.d}\n"
var e = a + "/" + f ?: "g"
val h = i!!.j
val k = l as String
val (m, n) = o
p["q"] = 1)",
     "$a = join('x ' $b ' ' $c.d '\n'); $e = join($a '/' $f)|'g'; $h = $i.j; $k = $l; $m = "
     "$o['0']; "
     "$n = $o['1']; $p['q'] = '1'"},
    {"a class",
     R"(class Ado(private val pat: String, org: String = "acme") : Base(org), I {
  private val url = "https://dev.azure.com/$org"
  companion object { const val API = "_apis" }
  init { log(url) }
  fun get(path: String, verb: String = "GET"): String { return send(url + path, pat, verb) }
  fun all() = get("x")
})",
     "(extends 'Ado' 'Base'); (extends 'Ado' 'I'); fn Ado.new(pat, org='acme') {$this.pat = $pat; "
     "$this.org = $org; $this.url = join('https://dev.azure.com/' $this.org); $this.(log "
     "$this.url)}; $this.API = '_apis'; fn Ado.get(path, verb='GET') {ret (send join($this.url "
     "$path) "
     "$this.pat "
     "$verb)}; fn Ado.all() {ret $this.(get 'x')}"},
    {"calls and lambdas",
     R"(fun main() {
  val r = Request.Builder().url("x").header("Authorization", b).build()
  client.newCall(r).execute().use { it.body?.string() }
  f<T>(x, name = y) { a, b -> g(a) }
  val m = mapOf("k" to v, w to "z")
})",
     "fn main() {$r = $Request.(Builder).(url 'x').(header 'Authorization' $b).(build); "
     "$client.(newCall $r).(execute).(use fn (it) {ret $it.body.(string)}); (f $x name=$y <>=:T fn "
     "(a, b) {ret (g $a)}); $m = {k: $v, [$w]: 'z'}}"},
    {"branches",
     R"(fun f(x: String) {
  val u = if (x == "a") g() else "b"
  when (x) { "a" -> h() ; else -> i() }
  for (y in z) { j(y) }
  try { k() } catch (e: E) { l() }
})",
     "fn f(x) {$u = (g)|'b'; if{(h)}{(i)}; {$y = $z[?each?]; (j $y)}; {(k)}; {(l)}}"},
    {"a value, or none", "fun f(x: T?) { val a = x ?: throw E(\"n\") }", "fn f(x) {$a = $x}"},
    {"shape: declared routes",
     R"(interface Api {
  @Headers("Accept: application/json")
  @POST("{org}/_apis/git/repositories")
  fun create(@Path("org") org: String, @Header("Authorization") auth: String, @Body b: Repo): Call<Repo>
})",
     "fn Api.create(org, auth, b) {(annotation 'Headers' 'Accept: application/json'); (annotation "
     "'POST' '{org}/_apis/git/repositories'); (annotation 'Path' 'org' $org); (annotation 'Header' "
     "'Authorization' $auth); (annotation 'Body' $b); (annotation 'abstract')}"},
    {"an error costs its statement", "fun f() {\n  a()\n  val x = ]\n  b()\n}\n",
     "fn f() {(a); (b)} UNREAD 3 PARTLY READ"},
};

TEST_CASE("Kotlin reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::kotlin, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
