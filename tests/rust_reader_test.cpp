#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"imports",
     R"(use reqwest::{header, Client as Http};
use std::env;
use crate::auth::*;
use super::item::WorkItem;
mod config;
#[cfg(test)]
mod tests { fn f() { g(); } })",
     R"~($header = (import 'reqwest' 'header'); $Http = (import 'reqwest' 'Client'); $env = (import 'std' 'env'); (import 'crate.auth' '*'); $WorkItem = (import 'super.item' 'WorkItem'); $config = (import 'self' 'config'))~"},
    {"functions, constants and what they return",
     R"(const A: &str = "x";
fn f(a: &str, mut b: String) -> Result<String> { let c = g(a)?; Ok(c + &b) }
pub async fn g() { return h().await; })",
     R"~($A = 'x'; fn f(a, b) {$c = (g $a); ret (Ok join($c $b))}; fn g() {ret (h)})~"},
    {"methods and objects",
     R"(impl Client {
  const V: u8 = 7;
  pub fn new(pat: String) -> Self { Self { pat, url: base(), ..Default::default() } }
  async fn get(&self, id: u32) -> String { Self::join(&self.pat, id).to_string() }
}
fn f() { let c = azdo::Client::new(x); let d = models::Args { name: Some(y) }; })",
     R"~($this.V = '7'; fn Client.new(pat) {ret :Client.(new pat=$pat url=(base) @=$Default.(default))}; fn Client.get(id) {ret $Self.(join $this.pat $id).(to_string)}; fn f() {$c = $azdo.Client.(new $x); $d = :models.Args.(new name=(Some $y))})~"},
    {"formats",
     R"(fn f() { let a = format!("{}/_apis/{1}/{c}?{{{d:>3}}}", b, e, c = g(1)); println!("{}", a); let h = format!("Basic {}", S.encode(format!(":{}", p))); let i = vec![b, "x"]; let j = env!("K"); })",
     R"~(fn f() {$c = (g '1'); $a = join($b '/_apis/' $e '/' $c '?{' $d '}'); $h = join('Basic ' $S.(encode join(':' $p))); $i = [$b, 'x']; $j = (env! 'K')})~"},
    {"branches",
     R"(fn f() {
  let a = match env::var("X") { Ok(v) => v, Err(_) => return g() };
  let b = if c { "x" } else { "y" };
  if let Some(t) = h() { i(t); }
  for j in k { l(j); }
  let m = |n| o(n);
})",
     R"~(fn f() {${t1} = $env.(var 'X'); $v = ${t1}; $a = $v|(g); $b = 'x'|'y'; $t = (h); {(i $t)}; {$j = $k[?each?]; (l $j)}; fn m(n) {ret (o $n)}})~"},
    {"values",
     R"(fn f() { let (a, b) = c; let d = &e[0]; let g = *h as u8; let i = r"raw\n"; let j = "x\n"; self.k.l = m; n += 1; })",
     R"~(fn f() {$a = $c['0']; $b = $c['1']; $d = $e['0']; $g = $h; $i = 'raw\n'; $j = 'x
'; $this.k.l = $m; $n += '1'})~"},
};

TEST_CASE("Rust reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::rust, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
