#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"calls", R"(f(a, 1, ...rest); a.b?.c(x).d(); a["k"][0](y); f()(x); await g(z))",
     "(f $a '1' @=$rest); $a.b.(c $x).(d); (&$a['k']['0'] $y); (&(f) $x); (g $z)"},
    {"strings",
     R"(a = 'x\u0041\n'; b = "y\
z"; c = `p ${q} r\`${`in ${s}`}`; d = '' + "" + ``)",
     R"($a = 'xA
'; $b = 'yz'; $c = join('p ' $q ' r`' join('in ' $s)); $d = '')"},
    {"concatenation", R"(u = "a" + b + '/c' + d.toString() + 1)",
     "$u = join('a' $b '/c' $d.(toString) '1')"},
    {"choices", R"(a = c() ? x : y; b = x ?? y || "d"; e = x && y)",
     "(c); $a = $x|$y; $b = $x|$y|'d'; $e = ?x && y?($x)|$y"},
    {"objects and lists",
     R"(o = { a: 1, "b-c": `d${e}`, [k]: v, short, ...more, m() { return 1 }, get p() { return 2 } }; l = [a, ...b])",
     "$o = {a: '1', b-c: join('d' $e), [$k]: $v, short: $short, @: $more, m: fn () {ret '1'}, p: "
     "fn () {ret '2'}}; $l = [$a, ?...b?($b)]"},
    {"imports",
     R"(import x, { y as z, w } from 'm'; import * as ns from "n"; import 'side'; import az = require("p"); import type { T } from 't';)",
     "$x = (import 'm' 'default'); $z = (import 'm' 'y'); $w = (import 'm' 'w'); $ns = (import "
     "'n'); (import 'side'); $az = (import 'p'); $T = (import 't' 'T')"},
    {"require",
     R"(const fs = require("fs"), { a, b: c, ...rest } = require('m'), q = require('x').y; const d = await import('z');)",
     "$fs = (import 'fs'); $a = (import 'm' 'a'); $c = (import 'm' 'b'); $rest = (import 'm'); $q "
     "= (import 'x').y; $d = (import 'z')"},
    {"environment", R"(t = process.env.X || process.env["Y"])",
     "$t = $process.env.X|$process.env['Y']"},
    {"declarations", "const a = 1; let b: string; var c = d as any, e = <string>f, g = h!;",
     "$a = '1'; $c = $d; $e = $f; $g = $h"},
    {"assignments", R"(a = b = f(); c += "x"; d ||= e; o.f = 1; o["k"] = 2;)",
     "$b = (f); $a = $b; $c += 'x'; $d = $d|$e; $o.f = '1'; $o['k'] = '2'"},
    {"taking apart",
     R"(const { a, b: { c } = {}, ...d } = f(); [e, , g] = h; ({ i, j = "k" } = l);)",
     "${t1} = (f); $a = ${t1}.a; ${t2} = ${t1}.b|{}; $c = ${t2}.c; $d = ${t1}; $e = $h['0']; $g = "
     "$h['2']; $i = $l.i; $j = $l.j|'k'"},
    {"functions", R"(export async function f(a, b = "c", { d, e: g }, [h], ...r) { return a; })",
     "fn f(a, b='c', {3}, {4}, *r) {$d = ${3}.d; $g = ${3}.e; $h = ${4}['0']; ret $a}"},
    {"lambdas",
     "f(x => g(x), async (a, b) => { await h(a) }, function (c) { return c }); const n = (p: "
     "string) => p;",
     "(f fn (x) {ret (g $x)} fn (a, b) {(h $a)} fn (c) {ret $c}); fn n(p) {ret $p}"},
    {"a class",
     R"(export class Ado<T> extends Base<T> implements I {
  private url: string = `https://${h}`; static s = 1; #p = 2; t: string;
  constructor(private readonly token: string, url?: string) { super(url); this.t = token; }
  async get<T>(path = "/"): Promise<T> { return this.http.get<T>(this.url + path, { headers: { Authorization: `Bearer ${this.token}` } }) }
  send = async (e) => e.x;
  static make() { return new Ado("x") }
})",
     "(extends 'Ado' 'Base'); (extends 'Ado' 'I'); $this.url = join('https://' $h); $this.s = '1'; "
     "$this.#p = '2'; fn Ado.new(token, url) {$this.token = $token; (super $url); $this.t = "
     "$token}; fn Ado.get(path='/') {ret $this.http.(get join($this.url $path) {headers: "
     "{Authorization: join('Bearer ' $this.token)}} <>=:T)}; fn Ado.send(e) {ret $e.x}; fn "
     "Ado.make() {ret :Ado.(new 'x')}"},
    {"decorators", R"(@Injectable() class C { @Get("/x") f(@Param("id") id: string) {} })",
     "(annotation 'Injectable' class='C'); fn C.f(id) {(annotation 'Get' '/x'); (annotation "
     "'Param' 'id' $id)}"},
    {"objects that are made", "new Map<string, number>([[1, 2]]); new a.B(x); new C",
     ":Map.(new [['1', '2']]); :a.B.(new $x); :C.(new)"},
    {"if, else if, else", "if (f(x)) a(); else if (g()) { b() } else c();",
     "(f $x); if{(a)}{(g); (b)}{(c)}"},
    {"main", "if (require.main === module) { main() }", "(main)"},
    {"switch", "switch (f(x)) { case 'GET': a(); break; case 'PUT': default: b(); }",
     "(f $x); if{(a)}{(b)}"},
    {"loops",
     R"(for (const k of ["a", x]) g(k); for (const [k, v] of Object.entries(o)) h(k); for (let i = 0; i < n; i++) j(i); for (const p in q) {} while (c()) d(); do { e() } while (m());)",
     "{$k = 'a'|$x; (g $k)}; {${t1} = $Object.(entries $o)[?each?]; $k = ${t1}['0']; $v = "
     "${t1}['1']; (h $k)}; $i = '0'; {(j $i)}; {$p = $q[?each?]}; {(c); (d)}; {(m); (e)}"},
    {"try", "try { a() } catch (e) { b(e) } finally { c() }", "{(a)}; {(b $e)}; {(c)}"},
    {"promises", "axios({ url, method: 'POST' }).then(r => r.data).catch(() => {});",
     "(axios {url: $url, method: 'POST'}).(then fn (r) {ret $r.data}).(catch fn () {})"},
    {"functions that are called at once",
     "(async () => { await main(); })(); (function () { f() })();",
     "(&fn () {(main)}); (&fn () {(f)})"},
    {"statements that only run something",
     "throw new Error(f()); !g() || h(); typeof i(); delete o[j()]; export default k();",
     ":Error.(new (f)); {(g); (h)}; (i); (j); $exports.default = (k)"},
    {"what is no code",
     R"(interface I { x: string } type T = X; enum E { A = 1 } declare module "m" { })", ""},
    {"tags", "gql`a ${b}`", "(gql join('a ' $b))"},
    {"shape: SDK",
     R"(const api = new WebApi(orgUrl, getPersonalAccessTokenHandler(token));
const wit = await api.getWorkItemTrackingApi();
await wit.updateWorkItem(null, patch, 42);)",
     "$api = :WebApi.(new $orgUrl (getPersonalAccessTokenHandler $token)); $wit = "
     "$api.(getWorkItemTrackingApi); $wit.(updateWorkItem $null $patch '42')"},
    {"shape: octokit",
     R"(await github.rest.repos.createDispatchEvent({ owner: 'acme', repo: 'docs', event_type: 'build' });
octokit.paginate(octokit.rest.issues.listForRepo, { owner }); github.request('POST /repos/{owner}/{repo}/dispatches'))",
     "$github.rest.repos.(createDispatchEvent {owner: 'acme', repo: 'docs', event_type: 'build'}); "
     "$octokit.(paginate $octokit.rest.issues.listForRepo {owner: $owner}); $github.(request 'POST "
     "/repos/{owner}/{repo}/dispatches')"},
    {"an error costs its statement",
     R"(a();
let = ] 3;
b();)",
     "(a); $let = '3'; (b) UNREAD 1 PARTLY READ"},
};

TEST_CASE("TypeScript reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::typescript, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
