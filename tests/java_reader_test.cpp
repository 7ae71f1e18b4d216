#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"a file",
     R"(package a.b;
import java.util.List; import static x.Y.z; import c.*;
class A { })",
     "$List = (import 'java.util.List'); $z = (import 'x.Y' 'z'); (import 'c' '*'); (extends 'A')"},
    {"a class",
     R"(@Path("/api") public class Ado<T> extends Base<T> implements I, J {
  private static final String URL = "https://x\n", O = "o"; @Autowired private String token; int n;
  public Ado(String token, @Value("x") int n) { super(token); this.token = token; }
  String get(String path) { return send(URL + path, token, this.n, other); }
  void send(String token) { use(token); }
  static { init(); } class Inner { int z = 1; }
})",
     R"((annotation 'Path' '/api' class='Ado'); (extends 'Ado' 'Base'); (extends 'Ado' 'I'); (extends 'Ado' 'J'); $this.URL = 'https://x
'; $this.O = 'o'; (unset_field 'Ado' 'token' 'String'); fn Ado.new(token, n) {(annotation 'Value' 'x' $n); (super $token); $this.token = $token}; fn Ado.get(path) {ret $this.(send join($this.URL $path) $this.token $this.n $other)}; fn Ado.send(token) {(use $token)}; $this.(init); $this.z = '1'; (extends 'Inner'))"},
    {"declared routes",
     R"(interface Api { @GET("/{org}/x") @Headers({"A: b", "C: d"}) Call<Repo> create(@Path("org") String o, @Body Repo b, String... r);
@RequestMapping(value = "/x", method = RequestMethod.GET) String f(); })",
     "fn Api.create(o, b, *r) {(annotation 'GET' '/{org}/x'); (annotation 'Headers' ['A: b', 'C: "
     "d']); (annotation 'Path' 'org' $o); (annotation 'Body' $b); (annotation 'abstract')}; fn "
     "Api.f() {(annotation 'RequestMapping' value='/x' method=$RequestMethod.GET); (annotation "
     "'abstract')}"},
    {"references to methods", "class A { void f() { a = this::g; b = WebClient::builder; } }",
     "fn A.f() {$a = $this.g; $b = $WebClient.builder}"},
    {"values",
     R"(class A { void f() { a = "x" + b + 1; c = (String) o; d = g() ? "x" : y; e = s.t[0]; String[] h = {"a", b}; i = new String[]{"c"}; j = 'k'; l = null; } })",
     "fn A.f() {$a = join('x' $b '1'); $c = $o; (g); $d = 'x'|$y; $e = $s.t['0']; $h = ['a', $b]; "
     "$i = ['c']; $j = 'k'; $l = $null}"},
    {"calls",
     R"(class A { void f() { a.b(x).c(); g(); new T<String>(x, y); Map.<K, V>of("a", b); new Foo() { void m() { n(); } }; System.getenv("X"); } })",
     "fn A.f() {$a.(b $x).(c); (g); :T.(new $x $y); $Map.(of 'a' $b <>=:K <>=:V); :Foo.(new m=fn "
     "() {(n)}); $System.(getenv 'X')}"},
    {"lambdas",
     "class A { void f() { l.forEach(x -> g(x)); r = () -> { run(); }; h(this::bar, (a, b) -> c); "
     "} }",
     "fn A.f() {$l.(forEach fn (x) {ret (g $x)}); fn r() {(run)}; (h $this.bar fn "
     "(a, b) {ret $c})}"},
    {"branches",
     R"(class A { void f() { if (g(x)) a(); else if (h()) { b(); } else c(); switch (m) { case "GET": a(); break; default: b(); } var q = switch (m) { case A -> 1; default -> { yield f(); } }; } })",
     "fn A.f() {(g $x); if{(a)}{(h); (b)}{(c)}; if{(a)}{(b)}; $q = '1'|$this.(f)}"},
    {"loops",
     "class A { void f() { for (String s : l) g(s); for (int i = 0; i < 3; i++) h(); while (x()) "
     "y(); do { z(); } while (w); synchronized (this) { k(); } } }",
     "fn A.f() {{$s = $l[?each?]; (g $s)}; $i = '0'; {(h)}; {(x); (y)}; {(z)}; (k)}"},
    {"try",
     "class A { void f() throws E { try (var in = open()) { a(); } catch (E | F ex) { b(ex); } "
     "finally { c(); } throw new G(d()); } }",
     "fn A.f() {{$in = (open); (a)}; {(b $ex)}; {(c)}; :G.(new (d))}"},
    {"text blocks",
     R"(class A { String s = """
  x"""; })",
     R"($this.s = '
  x'; (extends 'A'))"},
    {"records", "record R(String a, int b) implements I { String f() { return a; } }",
     "(extends 'R' 'I'); fn R.new(a, b) {$this.a = $a; $this.b = $b}; fn R.f() {ret $this.a}"},
    {"shape: a client",
     R"(public class Ado {
  private final String pat = System.getenv("ADO_PAT");
  HttpResponse<String> get(String org) throws Exception {
    HttpRequest request = HttpRequest.newBuilder().uri(URI.create("https://dev.azure.com/" + org + "/_apis/projects"))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((":" + pat).getBytes())).GET().build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
})",
     "$this.pat = $System.(getenv 'ADO_PAT'); fn Ado.get(org) {$request = "
     "$HttpRequest.(newBuilder).(uri $URI.(create join('https://dev.azure.com/' $org "
     "'/_apis/projects'))).(header 'Authorization' join('Basic ' "
     "$Base64.(getEncoder).(encodeToString join(':' $this.pat).(getBytes)))).(GET).(build); ret "
     "$HttpClient.(newHttpClient).(send $request $HttpResponse.BodyHandlers.(ofString))}"},
    {"an error costs its statement", "class A { void f() { a(); int = ] 3; b(); } }",
     "fn A.f() {(a); (b)} UNREAD 7 PARTLY READ"},
};

TEST_CASE("Java reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::java, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
