#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"a file", R"(require 'net/http'; require_relative "x/y"; main if __FILE__ == $0)",
     "(import 'net/http'); (import './x/y'); (main)"},
    {"a class",
     R"(class Ado < Base
  URL = "https://x\n"
  def initialize(org, pat = "z", *r, k:, o: 1, **kw, &b)
    super(org)
    @pat = pat; @@c = 1; $g = 2
  end
  def self.make(x) = new(x)
  def get(path); request(path, @pat, token); end
end)",
     R"((extends 'Ado' 'Base'); $this.URL = 'https://x
'; fn Ado.new(org, pat='z', *r, k, o='1', **kw) {(super $org); $this.pat = $pat; $this.c = '1'; $g = '2'; ret $g}; fn Ado.make(x) {ret (new $x)}; fn Ado.get(path) {ret (request $path $this.pat (token))})"},
    {"modules", "module A; class B; def c; d; end; end; end", "fn B.c() {ret (d)}"},
    {"strings",
     R"(a = "x#{y}\n" 'z'; b = 'c'; d = :e; f = %w[g h]; i = `ls #{j}`; k = <<~EOS
  text #{l}
EOS
j = 1)",
     R"($a = join('x' (y) '
z'); $b = 'c'; $d = 'e'; $f = ['g', 'h']; $i = (system join('ls ' (j))); $k = join('
  text ' (l) '
'); $j = '1')"},
    {"values",
     R"(a = b = 'x' + c; d ||= e; f = g ? h : i; j = [k, *l]; m = {n: 1, 'o' => p, "q": r, **s}; t = nil; u = "%s/%s" % [v, w]; x, y = 1, z; o.p = 1; q['k'] = 2)",
     "$b = join('x' (c)); $a = $b; $d = (d)|(e); (g); $f = (h)|(i); $j = [(k), ?*l?((l))]; $m = "
     "{n: '1', o: (p), q: (r), @: (s)}; $t = $null; $u = '%s/%s'.(format (v) (w)); $x = '1'; $y = "
     "(z); (o).p = '1'; (q)['k'] = '2'"},
    {"calls",
     "a.b(c).d; Net::HTTP::Get.new(uri); HTTParty.get url, headers: { 'A' => b }, body: c.to_json; "
     "x&.y; ENV['X']; ENV.fetch('Y', nil); f *args, &blk",
     "(a).(b (c)).(d); $Net.HTTP.Get.(new (uri)); $HTTParty.(get (url) headers={A: (b)} "
     "body=(c).(to_json)); (x).(y); $ENV.(fetch 'Y' $null); (f @=(args) (blk))"},
    {"blocks", "l.each do |i, (j, k)| f(i) end; l.map { |x| g(x) }; h = ->(y) { y }",
     "(l).(each fn (i, {2}) {$j = ${2}['0']; $k = ${2}['1']; ret (f $i)}); (l).(map fn (x) {ret (g "
     "$x)}); fn h(y) {ret $y}"},
    {"branches",
     R"(a if b; c unless d; if e then f elsif g then h else i end; case m when "a", "b" then n else o end; unless p; q; end)",
     "(b); {(a)}; (d); {(c)}; (e); if{(f)}{(g); (h)}{(i)}; (m); if{(n)}{(o)}; (p); {(q)}"},
    {"what a method returns",
     R"(def a(x)
  if x then get(x) else { k: x } end
end
def b; return c unless d; e; end)",
     "fn a(x) {if{ret (get $x)}{ret {k: $x}}}; fn b() {(d); {ret (c)}; ret (e)}"},
    {"loops", "while a do b end; for i in l do f(i) end; c until d",
     "{(a); (b)}; {$i = (l)[?each?]; (f $i)}; {(d); (c)}"},
    {"begin", "begin; a; rescue E => e; b(e); ensure; c; end", "{(a); {(b $e)}; (c)}"},
    {"shape: a client",
     R"(uri = URI.parse("https://dev.azure.com/#{org}/_apis/projects")
req = Net::HTTP::Get.new(uri)
req['Authorization'] = 'Basic ' + Base64.strict_encode64(":#{ENV['ADO_PAT']}")
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(req) })",
     "$uri = $URI.(parse join('https://dev.azure.com/' (org) '/_apis/projects')); $req = "
     "$Net.HTTP.Get.(new $uri); $req['Authorization'] = join('Basic ' $Base64.(strict_encode64 "
     "join(':' $ENV['ADO_PAT']))); $Net.HTTP.(start $uri.(host) $uri.(port) use_ssl='true' fn "
     "(http) {ret $http.(request $req)})"},
    {"an error costs its statement",
     R"(a
x = = ] 3
b)",
     "(a); $x = '3'; (b) UNREAD 3 PARTLY READ"},
};

TEST_CASE("Ruby reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::ruby, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
