#include "source/archive.h"

#include "git_sandbox.h"
#include "source/plain_zip.h"

#include <filesystem>
#include <map>

namespace patdown {
namespace {

using Members = std::map<std::string, std::string>;

struct Opened {
  Members members;
  std::vector<ArchiveProblem> problems;
};

using Kind = ArchiveProblem::Kind;

Opened open(std::string_view bytes, const ArchiveLimits& limits = {}) {
  Opened opened;
  opened.problems =
      visit_archive(bytes, limits, [&](const std::string& inside, std::string_view content) {
        opened.members.emplace(inside, content);
      });
  return opened;
}

// A folder in which programs make archives.
class Workshop {
 public:
  void write(const std::string& name, std::string_view bytes) const { box_.write(name, bytes); }
  // Runs a program in the folder.
  void run(const std::string& program, const GitSandbox::Args& args) const {
    GitSandbox::Args all{"-C", box_.top(), program};
    all.insert(all.end(), args.begin(), args.end());
    std::string output;
    INFO(program);
    REQUIRE(box_.execute("env", all, output) == 0);
  }
  std::string bytes(const std::string& name) const {
    return GitSandbox::file_text(box_.path(name));
  }

 private:
  GitSandbox box_{{}, false};
};

TEST_CASE("each member of each kind of archive is visited") {
  Workshop shop;
  shop.write("dir/a.txt", "first\n");
  shop.write("b.txt", "second\n");
  struct Row {
    const char* name;
    const char* program;
    GitSandbox::Args args;
  };
  const Row rows[] = {
      {"a.zip", "zip", {"-q", "-r", "a.zip", "dir", "b.txt"}},
      {"a.tar", "tar", {"-cf", "a.tar", "dir", "b.txt"}},
      {"a.tar.gz", "tar", {"-czf", "a.tar.gz", "dir", "b.txt"}},
      {"a.tar.bz2", "tar", {"-cjf", "a.tar.bz2", "dir", "b.txt"}},
      {"a.tar.xz", "tar", {"-cJf", "a.tar.xz", "dir", "b.txt"}},
      {"a.tar.zst", "tar", {"--zstd", "-cf", "a.tar.zst", "dir", "b.txt"}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      shop.run(row.program, row.args);
      const std::string bytes = shop.bytes(row.name);
      CHECK(looks_like_archive(bytes));
      const Opened opened = open(bytes);
      CHECK(opened.problems.empty());
      CHECK(opened.members == Members{{"!dir/a.txt", "first\n"}, {"!b.txt", "second\n"}});
    }
  }
}

TEST_CASE("a compressed file is named by its header, or content") {
  Workshop shop;
  shop.write("one.txt", "text\n");
  struct Row {
    const char* what;
    const char* program;
    GitSandbox::Args args;
    const char* file;
    const char* inside;
  };
  const Row rows[] = {
      {"gzip with a name", "gzip", {"-k", "one.txt"}, "one.txt.gz", "!one.txt"},
      {"gzip without", "gzip", {"-k", "-n", "one.txt"}, "one.txt.gz", "!content"},
      {"xz", "xz", {"-k", "one.txt"}, "one.txt.xz", "!content"},
      {"bzip2", "bzip2", {"-k", "one.txt"}, "one.txt.bz2", "!content"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      shop.run(row.program, row.args);
      const Opened opened = open(shop.bytes(row.file));
      CHECK(opened.members == Members{{row.inside, "text\n"}});
      CHECK(opened.problems.empty());
    }
  }
}

TEST_CASE("archives in archives are opened, down to the limit") {
  Workshop shop;
  shop.write("key.txt", "key\n");
  shop.run("zip", {"-q", "one.zip", "key.txt"});
  shop.run("tar", {"-czf", "two.tgz", "one.zip"});
  shop.run("zip", {"-q", "-0", "three.zip", "two.tgz"});
  CHECK(open(shop.bytes("three.zip")).members == Members{{"!two.tgz!one.zip!key.txt", "key\n"}});

  const Opened cut = open(shop.bytes("three.zip"), {.depth = 2});
  REQUIRE(cut.members.size() == 1);
  CHECK(cut.members.begin()->first == "!two.tgz!one.zip");
  REQUIRE(cut.problems.size() == 1);
  CHECK(cut.problems[0].kind == Kind::limit);
  CHECK(cut.problems[0].why == "!two.tgz!one.zip: archives nested deeper than 2");
}

TEST_CASE("limits end the visit and are told") {
  Workshop shop;
  shop.write("a.txt", std::string(1000, 'a'));
  shop.write("b.txt", std::string(1000, 'b'));
  shop.run("zip", {"-q", "a.zip", "a.txt", "b.txt"});
  const std::string bytes = shop.bytes("a.zip");
  struct Row {
    const char* what;
    ArchiveLimits limits;
    std::size_t members;
    const char* words;
  };
  const Row rows[] = {
      {"members", {.members = 1}, 1, "more than 1 members"},
      {"bytes of a member", {.member_bytes = 10}, 2, "!a.txt: larger than 10 bytes unpacked"},
      {"bytes in all", {.total_bytes = 1500}, 2, "more than 1500 bytes unpacked"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const Opened opened = open(bytes, row.limits);
      CHECK(opened.members.size() == row.members);
      REQUIRE_FALSE(opened.problems.empty());
      CHECK(opened.problems[0].kind == Kind::limit);
      CHECK(opened.problems[0].why == row.words);
    }
  }
  SECTION("what lies within the limit is searched") {
    CHECK(open(bytes, {.member_bytes = 10}).members.at("!a.txt") == std::string(10, 'a'));
  }
}

TEST_CASE("a bomb is left when it has grown to the limit") {
  Workshop shop;
  shop.write("zeros", std::string(64U << 20U, '\0'));
  shop.run("gzip", {"-9", "-k", "zeros"});
  shop.run("xz", {"-k", "zeros.gz"});
  const Opened opened =
      open(shop.bytes("zeros.gz.xz"), {.member_bytes = 1U << 20U, .total_bytes = 4U << 20U});
  REQUIRE(opened.members.size() == 1);
  CHECK(opened.members.begin()->second.size() == 1U << 20U);
  CHECK_FALSE(opened.problems.empty());
}

TEST_CASE("names lead nowhere but down") {
  Workshop shop;
  shop.write("a.txt", "x\n");
  shop.run("tar", {"-P", "--transform=s,a.txt,/etc/../../up//./a.txt,", "-cf", "a.tar", "a.txt"});
  CHECK(open(shop.bytes("a.tar")).members == Members{{"!etc/up/a.txt", "x\n"}});
}

TEST_CASE("names that are no ASCII stay what they are") {
  Workshop shop;
  shop.write("schl\u00fcssel.txt", "x\n");
  shop.run("zip", {"-q", "a.zip", "schl\u00fcssel.txt"});
  shop.run("tar", {"-cf", "a.tar", "schl\u00fcssel.txt"});
  for (const char* name : {"a.zip", "a.tar"}) {
    INFO(name);
    CHECK(open(shop.bytes(name)).members == Members{{"!schl\u00fcssel.txt", "x\n"}});
  }
}

TEST_CASE("of a zip with a damaged member each other is visited once") {
  Workshop shop;
  shop.write("a.txt", "first\n");
  shop.write("b.txt", std::string(2000, 'b') + "second");
  shop.write("c.txt", "third\n");
  shop.run("zip", {"-q", "a.zip", "a.txt", "b.txt", "c.txt"});
  std::string bytes = shop.bytes("a.zip");
  const std::size_t name = bytes.find("b.txt");
  // Behind the name and the extra field of its local header.
  bytes[name + 5 + static_cast<unsigned char>(bytes[name - 2]) + 4] ^= 0x55;
  std::vector<std::string> visited;
  const auto problems =
      visit_archive(bytes, {}, [&](const std::string& inside, std::string_view content) {
        visited.push_back(inside);
        if (inside == "!c.txt") CHECK(content == "third\n");
      });
  CHECK(visited == std::vector<std::string>{"!a.txt", "!b.txt", "!c.txt"});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].kind == Kind::fault);
}

TEST_CASE("zips of every make hold the same") {
  Workshop shop;
  shop.write("dir/a.txt", "first\n");
  shop.write("b.txt", std::string(100'000, 'b'));
  struct Row {
    const char* what;
    GitSandbox::Args args;
    bool plain;
  };
  const Row rows[] = {
      {"deflated", {"-q", "-r"}, true},
      {"stored", {"-q", "-r", "-0"}, true},
      {"without folders", {"-q", "-r", "-D"}, true},
      {"without times", {"-q", "-r", "-X"}, true},
      {"by bzip2", {"-q", "-r", "-Z", "bzip2"}, false},
      {"with 64-bit sizes", {"-q", "-r", "-fz"}, false},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      GitSandbox::Args args = row.args;
      args.insert(args.end(), {"x.zip", "dir", "b.txt"});
      shop.run("zip", args);
      const std::string bytes = shop.bytes("x.zip");
      CHECK(plain_zip(bytes).has_value() == row.plain);
      const Opened opened = open(bytes);
      CHECK(opened.problems.empty());
      CHECK(opened.members ==
            Members{{"!dir/a.txt", "first\n"}, {"!b.txt", std::string(100'000, 'b')}});
    }
  }
}

TEST_CASE("a locked member is named, the others are visited") {
  Workshop shop;
  shop.write("open.txt", "open\n");
  shop.write("locked.txt", "locked\n");
  shop.run("zip", {"-q", "a.zip", "open.txt"});
  shop.run("zip", {"-q", "-P", "word", "a.zip", "locked.txt"});
  const Opened opened = open(shop.bytes("a.zip"));
  CHECK(opened.members == Members{{"!open.txt", "open\n"}});
  REQUIRE(opened.problems.size() == 1);
  CHECK(opened.problems[0].kind == Kind::fault);
  CHECK(opened.problems[0].why == "!locked.txt: encrypted");
}

TEST_CASE("a name that reads like a limit makes no limit of a fault") {
  Workshop shop;
  shop.write("more than one.txt", "locked\n");
  shop.run("zip", {"-q", "-P", "word", "a.zip", "more than one.txt"});
  const Opened opened = open(shop.bytes("a.zip"));
  REQUIRE(opened.problems.size() == 1);
  CHECK(opened.problems[0].kind == Kind::fault);
}

TEST_CASE("links of an archive give their text") {
  Workshop shop;
  shop.run("ln", {"-s", "somewhere/else", "link"});
  shop.run("tar", {"-cf", "a.tar", "link"});
  CHECK(open(shop.bytes("a.tar")).members == Members{{"!link", "somewhere/else"}});
}

TEST_CASE("a damaged archive is told, and what comes before the damage is visited") {
  Workshop shop;
  shop.write("a.txt", "first\n");
  shop.write("b.txt", std::string(200'000, 'b'));
  shop.run("tar", {"-cf", "a.tar", "a.txt", "b.txt"});
  std::string bytes = shop.bytes("a.tar");
  bytes.resize(bytes.size() / 2);
  const Opened opened = open(bytes);
  CHECK(opened.members.at("!a.txt") == "first\n");
  REQUIRE_FALSE(opened.problems.empty());
  CHECK(opened.problems[0].kind == Kind::fault);
}

TEST_CASE("what only looks like an archive inside one is visited itself") {
  Workshop shop;
  shop.write("a.gz", "\x1f\x8b\x08 no gzip at all");
  shop.run("tar", {"-cf", "a.tar", "a.gz"});
  CHECK(open(shop.bytes("a.tar")).members.at("!a.gz") == "\x1f\x8b\x08 no gzip at all");
}

TEST_CASE("text does not look like an archive") {
  for (const char* text : {"", "PK", "BZh9 is a name", "hello\n", "ustar"}) {
    INFO(text);
    CHECK_FALSE(looks_like_archive(text));
  }
}

TEST_CASE("any cut of an archive is survived") {
  Workshop shop;
  shop.write("a.txt", "first\n");
  shop.run("zip", {"-q", "a.zip", "a.txt"});
  shop.run("tar", {"-cJf", "a.txz", "a.txt"});
  for (const char* name : {"a.zip", "a.txz"}) {
    const std::string bytes = shop.bytes(name);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      INFO(name << " cut at " << size);
      for (const auto& [inside, content] : open(bytes.substr(0, size)).members) {
        CHECK(content.size() <= bytes.size());
      }
    }
  }
}

}  // namespace
}  // namespace patdown
