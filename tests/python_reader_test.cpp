#include "catch.h"
#include "code_form.h"

#include <string>

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"a call and its arguments", R"(f(a, 1, k="v", *rest, **more))",
     "(f $a '1' k='v' @=$rest @=$more)"},
    {"methods and members", R"(a.b.c(x).d; a["k"][0].e())", "$a.b.(c $x); $a['k']['0'].(e)"},
    {"a computed callee", "f()(x); t[0](y)", "(&(f) $x); (&$t['0'] $y)"},
    {"strings",
     R"(a = "x" 'y'; b = r"\d"; c = "\t\x41\u00e9\101\
"; d = b"z"; e = """t""")",
     R"($a = 'xy'; $b = '\d'; $c = '	AéA'; $d = 'z'; $e = 't')"},
    {"f-strings", R"(u = f"https://dev.azure.com/{org!r:>10}/{p}_{{x}}/" f'{q}')",
     "$u = join('https://dev.azure.com/' $org '/' $p '_{x}/' $q)"},
    {"concatenation", R"(u = "a" + b + "/c" + str(d); l = [1] + [x])",
     "$u = join('a' $b '/c' (str $d)); $l = ['1', $x]"},
    {"formats", R"(a = "%s/%s" % (x, y); b = "%s" % x; c = "{}".format(x); d = 7 % x)",
     "$a = '%s/%s'.(format $x $y); $b = '%s'.(format $x); $c = '{}'.(format $x); $d = '7'.(format "
     "$x)"},
    {"choices", R"(a = x if c() else y; b = x or "d"; e = x and y)",
     "(c); $a = $x|$y; $b = $x|'d'; $e = ?x and y?($x)|$y"},
    {"collections",
     R"(h = {"Authorization": "Basic " + t, k: 1, **more}; l = [a, *b]; t = ("", pat); s = x[1:])",
     "$h = {Authorization: join('Basic ' $t), [$k]: '1', @: $more}; $l = [$a, ?*b?($b)]; $t = ['', "
     "$pat]; $s = $x[?1:?]"},
    {"imports",
     R"(import requests as r, os.path
from azure.devops.connection import Connection as C, y
from . import z
from m import *)",
     "$r = (import 'requests'); $os = (import 'os'); $C = (import 'azure.devops.connection' "
     "'Connection'); $y = (import 'azure.devops.connection' 'y'); $z = (import '.' 'z'); (import "
     "'m' '*')"},
    {"environment", R"(t = os.environ["X"]; u = os.getenv("Y", "d"); v = os.environ.get("Z"))",
     "$t = $os.environ['X']; $u = $os.(getenv 'Y' 'd'); $v = $os.environ.(get 'Z')"},
    {"assignments", R"(a = b = f(); c += "x"; o.f = 1; d["k"] = 2; e: str = "t"; g: int)",
     "$b = (f); $a = $b; $c += 'x'; $o.f = '1'; $d['k'] = '2'; $e = 't'"},
    {"taking apart", "a, b = x; c, d = 1, f(); e, *g = h(); (i, (j, k)) = l",
     "$a = $x['0']; $b = $x['1']; $c = '1'; $d = (f); ${t1} = (h); $e = ${t1}['0']; $g = ${t1}; $i "
     "= $l['0']; ${t2} = $l['1']; $j = ${t2}['0']; $k = ${t2}['1']"},
    {"an assignment inside a value", "if (m := f()): g(m)", "$m = (f); {(g $m)}"},
    {"functions",
     R"(def f(a, b: str, c="d", e: int = 1, /, *args, k, **kw) -> str:
  """Doc."""
  return a)",
     "fn f(a, b, c='d', e='1', *args, k, **kw) {ret $a}"},
    {"async functions",
     R"(async def f():
  async with s.get(u) as r:
    return await r.json())",
     "fn f() {$r = $s.(get $u).(__enter__); ret $r.(json)}"},
    {"lambdas", "f(lambda x, y=1: g(x)); h = lambda: 1",
     "(f fn (x, y='1') {ret (g $x)}); fn h() {ret '1'}"},
    {"a class",
     R"(class Ado(Base, m.Other[int], metaclass=M):
  url = "https://x"
  n: int
  def __init__(self, pat): self.auth = ("", pat)
  def call(me, path): return requests.get(me.url + path, auth=me.auth)
  @staticmethod
  def make(self): return Ado(self)
  @classmethod
  def other(cls): return cls(cls.url)
  class Inner:
    x = 1)",
     "(extends 'Ado' 'Base'); (extends 'Ado' 'm.Other'); $this.url = 'https://x'; fn Ado.new(pat) "
     "{$this.auth = ['', $pat]}; fn Ado.call(path) {ret $requests.(get join($this.url $path) "
     "auth=$this.auth)}; fn Ado.make(self) {(annotation 'staticmethod'); ret (Ado $self)}; fn "
     "Ado.other() {(annotation 'classmethod'); ret (Ado $this.url)}; $this.x = '1'; "
     "(extends 'Inner')"},
    {"decorators",
     R"(@app.route("/x", methods=["GET"])
@cached
def f(): pass)",
     "fn f() {(annotation 'app.route' '/x' methods=['GET']); (annotation 'cached')}"},
    {"decorators of a class",
     R"(@dataclass(frozen=True)
class C: x: int = 1)",
     "(annotation 'dataclass' frozen='True' class='C'); $this.x = '1'; fn C.new(x='1') {$this.x = "
     "$x}"},
    {"if, elif, else",
     R"(if f(x): a()
elif g(): b()
else: c())",
     "(f $x); if{(a)}{(g); (b)}{(c)}"},
    {"if alone", "if x: a()", "{(a)}"},
    {"main",
     R"(def main(): f()
if __name__ == "__main__":
  main())",
     "fn main() {(f)}; (main)"},
    {"loops",
     R"(for i in [1, x]: f(i)
for k, v in h.items(): g(k)
else: e()
while c(): d())",
     "{$i = '1'|$x; (f $i)}; {${t1} = $h.(items)[?each?]; $k = ${t1}['0']; $v = ${t1}['1']; (g "
     "$k)}; (e); {(c); (d)}"},
    {"comprehensions", "l = [f(x) for x in y if g(x)]", "$x = $y[?each?]; (g $x); $l = [(f $x)]"},
    {"try",
     R"(try: a()
except E as e: b(e)
except (F, G): c()
else: d()
finally: h())",
     "{(a); (d)}; {$e = $E; (b $e)}; {(c)}; {(h)}"},
    {"with", "with open(p) as f, lock: g(f)", "$f = (open $p).(__enter__); (g $f)"},
    {"match",
     R"(match f(x):
  case "a": g()
  case _: h())",
     "(f $x); if{(g)}{(h)}"},
    {"statements that only run something",
     "raise E(f()) from g(); assert h(); del a[i()]; not j() or k()",
     "(E (f)); (g); (h); (i); {(j); (k)}"},
    {"generators", "def f(): yield g()", "fn f() {ret (g)}"},
    {"shape: SDK",
     R"(conn = Connection(base_url=url, creds=BasicAuthentication('', os.environ['ADO_PAT']))
git = conn.clients.get_git_client()
git.create_thread({'comments': [{'content': 'hi'}]}, repo, pr, project))",
     "$conn = (Connection base_url=$url creds=(BasicAuthentication '' $os.environ['ADO_PAT'])); "
     "$git = $conn.clients.(get_git_client); $git.(create_thread {comments: [{content: 'hi'}]} "
     "$repo $pr $project)"},
    {"shape: a wrapper",
     R"(class Ado:
    def __init__(self, org, pat): self.base, self.auth = f"https://dev.azure.com/{org}", ("", pat)
    def call(self, method, path, **kw): return requests.request(method, f"{self.base}/{path}", auth=self.auth, **kw)
ado.call("PATCH", f"_apis/wit/workitems/{n}?api-version=7.1", json=ops))",
     "fn Ado.new(org, pat) {$this.base = join('https://dev.azure.com/' $org); $this.auth = ['', "
     "$pat]}; fn Ado.call(method, path, **kw) {ret $requests.(request $method join($this.base '/' "
     "$path) auth=$this.auth @=$kw)}; $ado.(call 'PATCH' join('_apis/wit/workitems/' $n "
     "'?api-version=7.1') json=$ops)"},
    {"an error costs its statement",
     R"(a()
class = ] 3
b())",
     "(a); (b) UNREAD 9 PARTLY READ"},
};

TEST_CASE("Python reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::python, c.code) == c.form);
    }
  }
}

TEST_CASE("a macro of a pipeline is a name to Python") {
  const std::string macro = "\x01\x30\x30\x02\x02\x02";
  CHECK(form_of(Language::python, "if " + macro + " > f(" + macro + ", 'a" + macro + "'): g()") ==
        "(f $" + macro + " 'a" + macro + "'); {(g)}");
  CHECK(form_of(Language::python, "f(\x01") == " UNREAD 3 PARTLY READ");
}

}  // namespace
}  // namespace patdown
