#include "catch.h"
#include "token/code/readers.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

// One line for a tree: texts in quotes, $names, calls as (callee word …), {blocks}.
std::string shown(const Node& node);

std::string all_shown(const std::vector<Node>& nodes, const std::string& between) {
  std::string text;
  for (const Node& node : nodes) text += (text.empty() ? "" : between) + shown(node);
  return text;
}

std::string shown_call(const Node& call) {
  std::string text = "(";
  for (const auto& [name, value] : call.env) text += name + "=" + shown(value) + " ";
  text += call.children.empty() ? call.text : "&" + shown(call.children[0]);
  for (const Arg& arg : call.args) text += " " + shown(arg.value);
  for (const Node& input : call.input) text += " < " + shown(input);
  return text + ")";
}

std::string shown(const Node& node) {
  switch (node.kind) {
    case NodeKind::text:
      return "'" + node.text + "'";
    case NodeKind::name:
      return "$" + node.text + (node.scope.empty() ? "" : "@" + node.scope);
    case NodeKind::join:
      return "join(" + all_shown(node.children, " ") + ")";
    case NodeKind::call:
      return shown_call(node);
    case NodeKind::list:
      return "list(" + all_shown(node.children, " ") + ")";
    case NodeKind::choice:
      return "choice(" + all_shown(node.children, " ") + ")";
    case NodeKind::index:
      return "index(" + all_shown(node.children, " ") + ")";
    case NodeKind::assign:
      return all_shown(node.children, node.text);
    case NodeKind::function:
      return "function " + node.text + "{" + all_shown(node.children, "; ") + "}";
    case NodeKind::block:
      return "{" + all_shown(node.children, "; ") + "}";
    case NodeKind::branch:
      return "branch(" + all_shown(node.children, " ") + ")";
    default:
      return "?[" + node.text + "](" + all_shown(node.children, " ") + ")";
  }
}

struct Case {
  const char* name;
  std::string script;
  std::string form;
};

const Case cases[] = {
    {"a command and its words", "curl -s https://a.b/c?d=1", "(curl '-s' 'https://a.b/c?d=1')"},
    {"double quotes", R"(echo "a b" "c $d e" "" "\$x \"q\" \n")",
     R"((echo 'a b' join('c ' $d ' e') '' '$x "q" \n'))"},
    {"blanks before and after a variable", R"(echo " $a $b ")", "(echo join(' ' $a ' ' $b ' '))"},
    {"single quotes", R"(echo 'a $b "c"')", R"((echo 'a $b "c"'))"},
    {"backslashes in words", R"(echo a\ b \$c)", "(echo 'a b' '$c')"},
    {"ANSI strings", R"(echo $'a\tb\x41\101\'')", "(echo 'a\tbAA'')"},
    {"translated strings", R"(echo $"a $b")", "(echo join('a ' $b))"},
    {"neighbours are one word", R"(echo a"b"$c'd'"$e")", "(echo join('ab' $c 'd' $e))"},
    {"a URL put together", R"(curl "$BASE/_apis/${ID}?x=1")",
     "(curl join($BASE '/_apis/' $ID '?x=1'))"},
    {"variables between slashes", "curl https://a.b/$o/$p/_apis/$q/x -s",
     "(curl join('https://a.b/' $o '/' $p '/_apis/' $q '/x') '-s')"},
    {"variables in quotes and out of them", R"(curl "$a"/$b/c$d/"$e"/$f/g)",
     "(curl join($a '/' $b '/c' $d '/' $e '/' $f '/g'))"},
    {"variables between slashes in an assignment", "u=https://a.b/$o/$p/x\nls",
     "$u=join('https://a.b/' $o '/' $p '/x'); (ls)"},
    {"variables between slashes in an export", "export U=$o/$p/x V=1",
     "$U=join($o '/' $p '/x'); $U@env=$U; $V='1'; $V@env=$V"},
    {"variables between slashes for one command", "U=$o/$p/x curl -s $o/$p/y",
     "(U=join($o '/' $p '/x') curl '-s' join($o '/' $p '/y'))"},
    {"variables between slashes in an array", "a=($o/$p/x y)", "$a=list(join($o '/' $p '/x') 'y')"},
    {"a program between slashes", "$a/$b/run x", "(&join($a '/' $b '/run') 'x')"},
    {"a dollar sign alone", "echo $ a", "(echo '$' 'a')"},
    {"options with values", R"(az x --org="$O" --id=$(f)z)",
     "(az 'x' join('--org=' $O) join('--id=' (f) 'z'))"},
    {"positional parameters", R"(f $1 "${2}" "$@" $# $*)", "(f $1 $2 $@ $# $*)"},
    {"line continuation", "curl \\\n  -H x \\\n  y", "(curl '-H' 'x' 'y')"},
    {"line ends of Windows", "curl \\\r\n  x\r\nls\r\n", "(curl 'x'); (ls)"},
    {"a backslash at the end", "curl x \\\n", "(curl 'x')"},
    {"comments", "# a\nls # b\n#c", "(ls)"},

    {"a default", "echo ${x:-d} ${y-a$b}", "(echo choice($x 'd') choice($y join('a' $b)))"},
    {"a default that is set", R"(: "${x:=d}")", "(: choice($x 'd'))"},
    {"an empty default", R"(echo "${x:-}")", "(echo choice($x ''))"},
    {"an alternative", "echo ${x:+y}", "(echo choice('y' ''))"},
    {"an error if empty", "echo ${x:?no}", "(echo $x)"},
    {"a fixed suffix taken away", R"(echo "${url%/}/x")", "(echo join($url '/x'))"},
    {"a fixed prefix taken away", "echo ${x#https://}", "(echo (&$x 'https://'))"},
    {"a pattern taken away", "echo ${x##*/}", "(echo ?[${x##*/}]($x))"},
    {"a replacement", "echo ${x//a/b}", "(echo (&$x 'a' 'b'))"},
    {"a replacement of quoted text", "echo ${x/' '/'%20'}", "(echo (&$x ' ' '%20'))"},
    {"a replacement of a blank", "echo ${x// /%20}", "(echo (&$x ' ' '%20'))"},
    {"a replacement by nothing, of a variable", "echo ${x//$base}", "(echo (&$x $base ''))"},
    {"a replacement by a variable", R"(echo "${x/\{org\}/$user}")", "(echo (&$x '{org}' $user))"},
    {"a replacement of slashes", R"(echo ${x//\//.})", "(echo (&$x '/' '.'))"},
    {"a replacement of a pattern", "echo ${x//[^a]/b}", "(echo ?[${x//[^a]/b}]($x))"},
    {"a replacement at the start", "echo ${x/#a/b}", "(echo ?[${x/#a/b}]($x))"},
    {"an expansion that is not known", "a ${x:-p;q}; b", "(a ?[${x:-p;q}]($x)); (b)"},
    {"other letters", "echo ${x^^}", "(echo $x)"},
    {"a length", "echo ${#x}", "(echo ?[${#x}]($x))"},
    {"a variable named by another", "echo ${!x}", "(echo ?[${!x}]($x))"},
    {"arithmetic", "echo $((1 + x))", "(echo ?[$((1 + x))]())"},

    {"a substitution", R"(x=$(cmd a))", "$x=(cmd 'a')"},
    {"backticks", "x=`cmd a`", "$x=(cmd 'a')"},
    {"several commands in one", "x=$(a; b)", "$x={(a); (b)}"},
    {"a file's content", "x=$(<f)", "$x=(cat 'f')"},
    {"a substitution in a string", R"(echo "a$(b "$c")d")", "(echo join('a' (b $c) 'd'))"},
    {"process substitution", "diff <(a) f", "(diff ?[<(a)]((a)) 'f')"},

    {"assignments", "a=1 b=$c; d=; e+=x", "$a='1'; $b=$c; $d=''; $e+='x'"},
    {"export", "export A=$x B", "$A=$x; $A@env=$A; $B@env=$B"},
    {"export of a quoted word", R"(export "A=b$c")", "$A=join('b' $c); $A@env=$A"},
    {"local and readonly", "local -r z=$1; readonly y=2", "$z=$1; $y='2'"},
    {"declare", "declare -x A=1; declare B", "$A='1'; $A@env=$A"},
    {"environment of one command", R"(A=1 B="$c" cmd x)", "(A='1' B=$c cmd 'x')"},
    {"arrays", R"(a=(x "$y"); a+=(z); a[1]=w)",
     "$a=list('x' $y); $a+=list('z'); index($a '1')='w'"},
    {"elements of arrays", R"(curl "${a[@]}" ${a[*]} "${a[0]}")", "(curl $a $a index($a '0'))"},

    {"a pipe", "echo $T | base64 -w0", "(base64 '-w0' < (echo $T))"},
    {"a longer pipe", "a | b | c", "(c < (b < (a)))"},
    {"a pipe into a loop", "a | while read l; do b; done", "(a); {(read 'l'); (b)}"},
    {"a pipe out of a group", "(a; b) | c", "(c < {(a); (b)})"},
    {"a here-document", "cat <<EOF\nx $y\nz\\$\nEOF\n", "(cat < join('x ' $y '\nz$\n'))"},
    {"a quoted here-document", "cat <<'EOF'\nx $y\nEOF\n", "(cat < 'x $y\n')"},
    {"a here-document without tabs", "cat <<-E\n\tx\n\tE\n", "(cat < 'x\n')"},
    {"a here-document, piped", "cat <<E | curl -d @-\nx$y\nE\n",
     "(curl '-d' '@-' < (cat < join('x' $y '\n')))"},
    {"a here-string", R"(jq . <<< "$x")", "(jq '.' < $x)"},
    {"a file as input", "cmd < f", "(cmd < (cat 'f'))"},
    {"redirected output", "cmd > f 2>&1", "(cmd)"},
    {"output into a substitution", "cmd > >(tee l)", "(tee 'l'); (cmd)"},

    {"and, or", "a && b || c", "(a); (b); {(c)}"},
    {"in the background", "a & b", "(a); (b)"},
    {"negated", "! a", "(a)"},
    {"grouped", "{ a; b; }; (c)", "(a); (b); (c)"},
    {"if", R"(if [ -n "$x" ]; then a; fi)", "{(a)}"},
    {"if with a command as condition", "if a; then b; fi", "(a); {(b)}"},
    {"if, else", "if [[ $(t) == x ]]; then a; else b; fi", "(t); branch({(a)} {(b)})"},
    {"if, elif", "if [ 1 ]; then a; elif b; then c; fi", "branch({(a)} {(b); (c)} {})"},
    {"case", "case $x in a|b) p;; *) q;; esac", "branch({(p)} {(q)})"},
    {"case without a default", "case $x in a) p;; esac", "branch({(p)} {})"},
    {"for", "for i in 1 $z; do e $i; done", "{$i=choice('1' $z); (e $i)}"},
    {"for over a command", "for i in $(ls); do e; done", "{$i=(ls); (e)}"},
    {"for over an array", R"(for i in "${a[@]}"; do e; done)",
     "{$i=index($a ?[\"${a[@]}\"]()); (e)}"},
    {"for in C style", "for ((i=0;i<3;i++)); do e; done", "{(e)}"},
    {"while", "while a; do b; done", "{(a); (b)}"},
    {"while with input", "while read l; do b; done < <(ls)", "(ls); {(read 'l'); (b)}"},
    {"functions", "f() { a $1; }; function g { b; }", "function f{(a $1)}; function g{(b)}"},
    {"what only changes the shell", "set -euo pipefail; set +x; set -- a", "(set '--' 'a')"},
    {"other scripts", ". ./x.sh a; source y.sh", "(. './x.sh' 'a'); (. 'y.sh')"},
    {"eval", R"(eval "curl $x")", "?[eval](join('curl ' $x))"},
    {"a computed command", R"("$CURL" -x)", "(&$CURL '-x')"},
    {"macros are letters of words",
     "curl \x01"
     "00\x02/x \"a\x01"
     "01\x02\x02\"\n\x01"
     "00\x02 y",
     "(curl '\x01"
     "00\x02/x' 'a\x01"
     "01\x02\x02'); (\x01"
     "00\x02 'y')"},
};

TEST_CASE("Bash reads in the common form") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Code code = read_bash(c.script);
      CHECK(all_shown(code.file.children, "; ") == c.form);
      CHECK(code.partly_read.empty());
      CHECK(code.bytes_unread == 0);
    }
  }
}

TEST_CASE("nodes say where they stand") {
  const Code code = read_bash("a\n  curl \"$x\" \\\n    -H y\n");
  REQUIRE(code.file.children.size() == 2);
  const Node& call = code.file.children[1];
  CHECK(call.line == 2);
  CHECK(call.column == 3);
  CHECK(call.args[0].value.column == 8);
  CHECK(call.args[1].value.line == 3);
}

TEST_CASE("a parse error costs its statement, not the script") {
  const Code code = read_bash("curl a\n)) (\ncurl b\n");
  const std::string form = all_shown(code.file.children, "; ");
  CHECK(form.find("(curl 'a')") != std::string::npos);
  CHECK(form.find("(curl 'b')") != std::string::npos);
  CHECK_FALSE(code.partly_read.empty());
  CHECK(code.bytes_unread > 0);
  CHECK(code.bytes_unread < 10);
}

// The deepest level of a tree, the file being level one.
std::size_t depth_of(const Node& node) {
  std::size_t deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  for (const Node& piped : node.input) deepest = std::max(deepest, depth_of(piped));
  for (const auto& entry : node.env) deepest = std::max(deepest, depth_of(entry.value));
  for (const Arg& arg : node.args) deepest = std::max(deepest, depth_of(arg.value));
  return deepest + 1;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

struct HostileCase {
  const char* name;
  std::string script;
  bool whole;  // may be read without a note
};

TEST_CASE("hostile scripts are bounded, and the bound is said") {
  const HostileCase hostile[] = {
      {"nested substitutions", repeated("$(a ", 3000), false},
      {"nested substitutions that end", repeated("$(a ", 500) + repeated(")", 500), false},
      {"nested defaults", "a " + repeated("${x:-", 500) + repeated("}", 500), false},
      {"nested groups", repeated("{ ", 500) + "a; " + repeated("}; ", 500), false},
      {"nested functions", repeated("f() { ", 300) + "a; " + repeated("}; ", 300), false},
      {"nested loops", repeated("while a; do ", 300) + "b; " + repeated("done; ", 300), false},
      {"a long list", repeated("a && ", 5000) + "a", true},
      {"a long pipeline", repeated("a | ", 1000) + "a", false},
      {"a long comparison", "[[ " + repeated("a && ", 3000) + "a ]]", true},
      {"open quotes", repeated("\"", 4001), true},
      {"open brackets", repeated("(", 4000), false},
      {"open here-documents", repeated("a <<E\n", 1000), true},
      {"zero bytes", std::string(5000, '\0'), true},
      {"bytes that are no text", repeated("\xFF\xC3\x28 ", 1000), true},
      {"more than 4 MiB", std::string((4U << 20U) + 1, 'a'), false},
      {"nothing", "", true},
  };
  for (const HostileCase& c : hostile) {
    DYNAMIC_SECTION(c.name) {
      const Code code = read_bash(c.script);
      CHECK(code.file.kind == NodeKind::function);
      CHECK(depth_of(code.file) <= 200);
      if (!c.whole) CHECK_FALSE(code.partly_read.empty());
    }
  }
}

}  // namespace
}  // namespace patdown
