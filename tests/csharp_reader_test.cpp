#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"usings", "using System; using N = A.B; using static X.Y; namespace Foo.Bar;",
     "(import 'System'); $N = (import 'A.B'); (import 'X.Y' '*')"},
    {"a class",
     R"([Route("api")] public class Ado<T> : Base<T>, IAdo where T : class
{
  private const string Url = "https://x"; static HttpClient c = new HttpClient(), d = new(); string e;
  public string Token { get; set; } = "d"; public string P => $"{Url}/{e}"; public string Q { get { return q; } set { q = value; } }
  public Ado(string org, [FromQuery("x")] string p) : base(org) { e = org; this.Token = p; Other.Url = p; }
  public async Task<string> Get(string path, int n = 1) { var e = path; return await Send(Url + path, Token, e, other); }
  void Send(string u) => use(u);
})",
     "(annotation 'Route' 'api' class='Ado'); (type_parameters 'Ado' 'T'); "
     "(extends 'Ado' 'Base' 'T'); (extends 'Ado' 'IAdo'); "
     "$this.Url = 'https://x'; $this.c = :HttpClient.(new); $this.d = :HttpClient.(new); "
     "$this.Token = 'd'; fn Ado.P() {ret join($this.Url '/' $this.e)}; fn Ado.Q() {ret $q}; fn "
     "Ado.new(org, p) {(annotation 'FromQuery' 'x' $p); (base $org); $this.e = $org; $this.Token = "
     "$p; $Other.Url = $p}; fn Ado.Get(path, n='1') {$e = $path; ret $this.(Send join($this.Url "
     "$path) $this.Token $e $other)}; fn Ado.Send(u) {ret (use $u)}"},
    {"what a primary constructor keeps",
     "class A(string pat) : B(pat) { string F() => pat; } record R(string X);",
     "(extends 'A' 'B'); fn A.new(pat) {$this.pat = $pat}; fn A.F() {ret $this.pat}; fn R.new(X) "
     "{$this.X = $X}"},
    {"strings",
     R"(a = "x\n\u0041"; b = @"C:\a""b"; c = $"p {q:D2} {{r}}"; d = $@"a{b}\c"; e = """raw "x" """; f = $"""x{y}"""; g = 'c';)",
     R"($a = 'x
A'; $b = 'C:\a"b'; $c = join('p ' $q ' {r}'); $d = join('a' $b '\c'); $e = 'raw "x" '; $f = join('x' $y); $g = 'c')"},
    {"values",
     R"(a = "x" + b + 1; c = (string)o; d = f() ? "x" : y; e = x ?? "d"; g = s.t[0]; h = x!; i = o as string; j ??= k; l = null;)",
     "$a = join('x' $b '1'); $c = $o; (f); $d = 'x'|$y; $e = $x|'d'; $g = $s.t['0']; $h = $x; $i = "
     "$o; $j = $j|$k; $l = $null"},
    {"calls",
     "a.B(x).C(); f(y, name: z, out var q, ref r); x?.Y?.Z(w); await g(x).ConfigureAwait(false); "
     "h().GetAwaiter().GetResult(); conn.GetClient<BuildHttpClient>(); a[0].F();",
     "$a.(B $x).(C); (f $y name=$z ?var q? $r); $x.Y.(Z $w); (g $x); (h); $conn.(GetClient "
     "<>=:BuildHttpClient); $a['0'].(F)"},
    {"objects",
     R"(a = new T(x) { B = y, C = { D = z } }; b = new Dictionary<string, string> { { "k", v } }; c = new Dictionary<string, string> { ["k"] = v, [l] = w }; d = new { e, F = g, h.I }; HttpClient i = new();)",
     "$a = :T.(new $x B=$y C={D: $z}); $b = :Dictionary.(new k=$v); $c = :Dictionary.(new k=$v "
     "$w); $d = {e: $e, F: $g, I: $h.I}; $i = :HttpClient.(new)"},
    {"lists",
     R"(string[] a = { "x", y }; b = new[] { 1, 2 }; c = new string[] { "z" }; d = new List<string> { "u" }; e = [f, g];)",
     "$a = ['x', $y]; $b = ['1', '2']; $c = ['z']; $d = :List.(new 'u'); $e = [$f, $g]"},
    {"a header in an object",
     R"(new HttpRequestMessage(HttpMethod.Put, url) { Headers = { { "Authorization", "Basic " + t } } };)",
     ":HttpRequestMessage.(new $HttpMethod.Put $url Headers={Authorization: join('Basic ' $t)})"},
    {"a value, or none", "a = b ?? throw new X(\"n\"); c = d ? e : throw f; g = h ?? i;",
     "$a = $b; $c = $e; $g = $h|$i"},
    {"taking apart", "(a, var b) = (1, f()); var (c, d) = g();",
     "$a = '1'; $b = (f); ${t1} = (g); $c = ${t1}['0']; $d = ${t1}['1']"},
    {"lambdas",
     "f(x => g(x), (a, b) => { h(a); }, delegate (int p) { return p; }); Func<int, int> i = y => "
     "y; void J(string k) => l(k);",
     "(f fn (x) {ret (g $x)} fn (a, b) {(h $a)} fn (p) {ret $p}); fn i(y) {ret $y}; fn J(k) {ret "
     "(l $k)}"},
    {"branches",
     R"(if (a is string s && f()) g(); else if (c) { h(); } else i(); switch (m) { case "GET": a(); break; case 1 when x: default: b(); break; } var e = m switch { "a" => HttpMethod.Get, _ => f() };)",
     "{(f)}; if{(g)}{(h)}{(i)}; if{(a)}{}{(b)}; $e = $HttpMethod.Get|(f)"},
    {"loops",
     R"(foreach (var s in new[] { "x", y }) f(s); foreach (var (k, v) in d) g(k); for (int i = 0; i < n; i++) h(i); while (x()) y(); do { z(); } while (w());)",
     "{$s = 'x'|$y; (f $s)}; {${t1} = $d[?each?]; $k = ${t1}['0']; $v = ${t1}['1']; (g $k)}; $i = "
     "'0'; {(h $i)}; {(x); (y)}; {(w); (z)}"},
    {"using and try",
     "using var a = f(); using (var b = g()) { h(b); } await using (var c = i()) { } lock (o) { "
     "l(); } try { a(); } catch (E ex) when (ex.X) { b(ex); } finally { c(); }",
     "$a = (f); $b = (g); (h $b); $c = (i); (l); {(a)}; {(b $ex)}; {(c)}"},
    {"declared routes",
     R"(interface IApi { [Get("/x")] Task<string> M([Header("Authorization")] string a); })",
     "fn IApi.M(a) {(annotation 'Get' '/x'); (annotation 'Header' 'Authorization' $a); "
     "(annotation 'abstract')}"},
    {"what is no code",
     R"(#region x
enum E { A } delegate void D(); #pragma warning disable)",
     ""},
    {"shape: SDK",
     R"(var c = new VssConnection(new Uri(org), new VssBasicCredential(string.Empty, pat));
var build = c.GetClient<BuildHttpClient>();
await build.QueueBuildAsync(new Build { Definition = d }, project);)",
     "$c = :VssConnection.(new :Uri.(new $org) :VssBasicCredential.(new :string.Empty $pat)); "
     "$build = $c.(GetClient <>=:BuildHttpClient); $build.(QueueBuildAsync :Build.(new "
     "Definition=$d) $project)"},
    {"shape: HttpClient",
     R"(client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($":{pat}")));
using (HttpResponseMessage response = client.GetAsync($"https://dev.azure.com/{org}/_apis/projects").Result) { })",
     "$client.DefaultRequestHeaders.Authorization = :AuthenticationHeaderValue.(new 'Basic' "
     "$Convert.(ToBase64String $Encoding.ASCII.(GetBytes join(':' $pat)))); $response = "
     "$client.(GetAsync join('https://dev.azure.com/' $org '/_apis/projects')).Result"},
    {"an error costs its statement", "void F() { a(); int x = ] 3; b(); }",
     "fn F() {(a); $x = ?]?; (b)} UNREAD 1 PARTLY READ"},
};

TEST_CASE("C# reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::csharp, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
