// Packs whose bytes lie: it is told, nothing crashes, and the rest is read.

#include "git/object_database.h"
#include "git_sandbox.h"
#include "pack_builder.h"
#include "walked.h"

#include <functional>

namespace patdown {
namespace {

namespace fs = std::filesystem;

const std::string base_text = "the base of all that follows, long enough to copy from\n";
const ObjectId good = made_up_id(1);
const ObjectId bad = made_up_id(2);
const ObjectId worse = made_up_id(3);

std::string made_of(std::size_t base, std::size_t result, const std::string& instructions) {
  return delta_size(base) + delta_size(result) + instructions;
}
const std::string sound_delta =
    made_of(base_text.size(), 10 + 4, delta_copy(4, 10) + delta_insert("new\n"));

void write_pack(const GitSandbox& sandbox, const PackBuilder& pack,
                const std::string& name = "pack-made") {
  sandbox.write(".git/objects/pack/" + name + ".pack", pack.pack());
  sandbox.write(".git/objects/pack/" + name + ".idx", pack.index());
}

struct Row {
  const char* what;
  std::function<void(PackBuilder&, std::uint64_t base)> add;  // behind a good blob at `base`
  const char* why;                                            // a part of what is said of `bad`
  std::size_t unreadable = 1;                                 // `bad`, and what is made from it
};

const Row rows[] = {
    {"a kind that is none",
     [](PackBuilder& pack, std::uint64_t) { pack.add(bad, 5, 3, {}, zlib_stored("abc")); },
     "no object begins there"},
    {"a size that goes on without end",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add(bad, PackBuilder::blob, ~std::uint64_t{0}, {}, std::string(30, '\xff'));
     },
     "no object begins there"},
    {"a size larger than the bytes",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add(bad, PackBuilder::blob, 30, {}, zlib_stored("only ten bytes"));
     },
     "cannot be unpacked"},
    {"a size smaller than the bytes",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add(bad, PackBuilder::blob, 3, {}, zlib_stored("more than three"));
     },
     "cannot be unpacked"},
    {"a size that no deflate stream of this length can have",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add(bad, PackBuilder::blob, 200U << 20U, {}, zlib_stored("a bomb, it says"));
     },
     "its size is wrong"},
    {"a size that is too large, and a delta of it",
     [](PackBuilder& pack, std::uint64_t) {
       const auto offset =
           pack.add(bad, PackBuilder::blob, 300U << 20U, {}, zlib_stored("a large one"));
       pack.add_offset_delta(worse, offset, made_of(300U << 20U, 10, delta_copy(0, 10)));
     },
     "larger than 256 MiB", 2},
    {"bytes that are no stream",
     [](PackBuilder& pack, std::uint64_t) { pack.add(bad, PackBuilder::blob, 9, {}, "gibberish"); },
     "cannot be unpacked"},
    {"a stream that is cut off by the next object",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add(bad, PackBuilder::blob, 16, {}, zlib_stored("sixteen bytes...").substr(0, 12));
       pack.add_blob(made_up_id(9), "behind\n");
     },
     "cannot be unpacked"},
    {"a delta of a delta of itself, by ids",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add_id_delta(bad, worse, sound_delta);
       pack.add_id_delta(worse, bad, sound_delta);
     },
     "its base cannot be read", 2},
    {"a delta of itself",
     [](PackBuilder& pack, std::uint64_t) { pack.add_id_delta(bad, bad, sound_delta); },
     "its base cannot be read"},
    {"a delta of what is nowhere",
     [](PackBuilder& pack, std::uint64_t) { pack.add_id_delta(bad, made_up_id(77), sound_delta); },
     "its base cannot be read"},
    {"a delta of what lies before the pack",
     [](PackBuilder& pack, std::uint64_t) {
       pack.add(bad, PackBuilder::offset_delta, sound_delta.size(), PackBuilder::distance(100000),
                zlib_stored(sound_delta));
     },
     "no object begins there"},
    {"a delta of the middle of another object",
     [](PackBuilder& pack, std::uint64_t base) {
       pack.add_offset_delta(bad, base + 5, sound_delta);
     },
     ""},
    {"a delta of a base of another size",
     [](PackBuilder& pack, std::uint64_t base) {
       pack.add_offset_delta(bad, base, made_of(1, 10, delta_copy(0, 10)));
     },
     "a delta of another base"},
    {"a delta that copies from behind its base",
     [](PackBuilder& pack, std::uint64_t base) {
       pack.add_offset_delta(bad, base, made_of(base_text.size(), 10, delta_copy(50, 10)));
     },
     "leads nowhere"},
    {"a delta that makes more than it says",
     [](PackBuilder& pack, std::uint64_t base) {
       pack.add_offset_delta(bad, base, made_of(base_text.size(), 5, delta_copy(0, 10)));
     },
     "leads nowhere"},
    {"a delta that makes less than it says, and one of it",
     [](PackBuilder& pack, std::uint64_t base) {
       const auto offset =
           pack.add_offset_delta(bad, base, made_of(base_text.size(), 15, delta_copy(0, 10)));
       pack.add_offset_delta(worse, offset, made_of(15, 5, delta_copy(0, 5)));
     },
     "leads nowhere", 2},
    {"a delta that ends in the middle of an instruction",
     [](PackBuilder& pack, std::uint64_t base) {
       pack.add_offset_delta(bad, base, made_of(base_text.size(), 10, "\xff\x01"));
     },
     "leads nowhere"},
    {"a delta without its sizes",
     [](PackBuilder& pack, std::uint64_t base) { pack.add_offset_delta(bad, base, "\xff"); },
     "cut off"},
    {"a delta that makes too much",
     [](PackBuilder& pack, std::uint64_t base) {
       pack.add_offset_delta(bad, base, made_of(base_text.size(), 1U << 30U, delta_copy(0, 10)));
     },
     "larger than 256 MiB"},
};

TEST_CASE("bytes that lie are told with pack and offset, and the rest is read") {
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      GitSandbox sandbox;
      PackBuilder pack;
      const std::uint64_t base = pack.add_blob(good, base_text);
      row.add(pack, base);
      pack.add_offset_delta(made_up_id(8), base, sound_delta);
      write_pack(sandbox, pack);
      for (const unsigned threads : {1U, 2U}) {
        Walked walked;
        walk_into(walked, sandbox.top(), threads, {ObjectType::blob});
        CHECK(walked.objects.at(good.hex()).second == base_text);
        CHECK(walked.objects.at(made_up_id(8).hex()).second == base_text.substr(4, 10) + "new\n");
        CHECK(walked.flaws.unreadable.size() == row.unreadable);
        bool told = false;
        for (const Problem& problem : walked.flaws.unreadable) {
          INFO(problem.why);
          CHECK(problem.why.starts_with("pack-made.pack, offset "));
          told = told ||
                 (problem.object == bad.hex() && problem.why.find(row.why) != std::string::npos);
        }
        CHECK(told);
      }
    }
  }
}

TEST_CASE("what one pack garbles is read from another place, and it is said") {
  GitSandbox sandbox;
  const std::string text = "kept in a file of its own\n";
  const ObjectId loose = ObjectId::parse(sandbox.store_blob(text)).value();
  PackBuilder pack;
  const auto offset = pack.add(loose, PackBuilder::blob, 9, {}, "gibberish");
  pack.add_offset_delta(bad, offset, made_of(text.size(), 4, delta_copy(0, 4)));
  write_pack(sandbox, pack);
  Walked walked;
  walk_into(walked, sandbox.top());
  CHECK(walked.objects.at(loose.hex()).second == text);
  CHECK(walked.objects.at(bad.hex()).second == "kept");
  CHECK(walked.flaws.unreadable.empty());
  REQUIRE(walked.flaws.mended.size() == 1);
  CHECK(walked.flaws.mended[0].why.starts_with("pack-made.pack, offset 12: "));
}

TEST_CASE("what one pack garbles another may hold, as a delta") {
  GitSandbox sandbox;
  PackBuilder garbled;
  garbled.add(bad, PackBuilder::blob, 9, {}, "gibberish");
  write_pack(sandbox, garbled, "pack-a");
  PackBuilder sound;
  sound.add_offset_delta(bad, sound.add_blob(good, base_text), sound_delta);
  write_pack(sandbox, sound, "pack-b");
  Walked walked;
  walk_into(walked, sandbox.top());
  CHECK(walked.objects.at(bad.hex()).second == base_text.substr(4, 10) + "new\n");
  CHECK(walked.flaws.unreadable.empty());
  CHECK(walked.flaws.mended.size() == 1);
}

TEST_CASE("a delta's base may lie outside its pack") {
  GitSandbox sandbox;
  const ObjectId loose = ObjectId::parse(sandbox.store_blob(base_text)).value();
  PackBuilder thin;
  thin.add_id_delta(made_up_id(4), loose, sound_delta);
  thin.add_id_delta(made_up_id(5), good, sound_delta);
  write_pack(sandbox, thin, "pack-a");
  PackBuilder other;
  other.add_blob(good, base_text);
  write_pack(sandbox, other, "pack-b");
  Walked walked;
  walk_into(walked, sandbox.top());
  const std::string expected = base_text.substr(4, 10) + "new\n";
  CHECK(walked.objects.at(made_up_id(4).hex()).second == expected);
  CHECK(walked.objects.at(made_up_id(5).hex()).second == expected);
  CHECK(walked.objects.size() == 4);
  CHECK(walked.flaws.unreadable.empty());
}

TEST_CASE("a chain of deltas may be as long as it likes") {
  constexpr unsigned length = 20'000;
  GitSandbox sandbox;
  PackBuilder pack;
  std::uint64_t offset = pack.add_blob(made_up_id(200), base_text);
  std::string text = base_text;
  for (unsigned i = 0; i < length; ++i) {
    const std::string added = std::to_string(i);
    const std::string next = text.substr(added.size()) + added;
    offset = pack.add_offset_delta(
        made_up_id(100, i), offset,
        made_of(text.size(), next.size(),
                delta_copy(static_cast<unsigned>(added.size()),
                           static_cast<unsigned>(text.size() - added.size())) +
                    delta_insert(added)));
    text = next;
  }
  write_pack(sandbox, pack);
  Walked walked;
  walk_into(walked, sandbox.top());
  CHECK(walked.objects.size() == length + 1);
  CHECK(walked.objects.at(made_up_id(100, length - 1).hex()).second == text);
}

TEST_CASE("packs and indexes that cannot be used are named, and the others are read") {
  GitSandbox sandbox;
  PackBuilder pack;
  pack.add_blob(bad, base_text);
  pack.add_blob(worse, "more\n");
  PackBuilder sound;
  sound.add_blob(good, base_text);
  write_pack(sandbox, sound, "pack-sound");
  const std::string stem = ".git/objects/pack/pack-made";
  const auto write = [&](const std::string& packed, const std::string& index) {
    sandbox.write(stem + ".pack", packed);
    sandbox.write(stem + ".idx", index);
  };
  std::string index = pack.index();
  const std::size_t offsets = 8 + 1024 + 2 * 24;
  SECTION("the pack is cut off") {
    write(pack.pack().substr(0, 40), index);
  }
  SECTION("the pack is none") {
    write("PUCK" + pack.pack().substr(4), index);
  }
  SECTION("the pack is empty") {
    write("", index);
  }
  SECTION("the index leads beyond the pack") {
    write(pack.pack(), index.replace(offsets, 4, big_endian(0x7fffffff, 4)));
  }
  SECTION("the index leads beyond its table of long offsets") {
    write(pack.pack(), index.replace(offsets, 4, big_endian(0x80000005, 4)));
  }
  SECTION("the index names one place twice") {
    write(pack.pack(),
          index.replace(offsets, 4, big_endian(12, 4)).replace(offsets + 4, 4, big_endian(12, 4)));
  }
  SECTION("the index is cut off") {
    write(pack.pack(), index.substr(0, index.size() - 45));
  }
  SECTION("there is no index") {
    sandbox.write(stem + ".pack", pack.pack());
  }
  SECTION("there is no pack") {
    sandbox.write(stem + ".idx", index);
  }
  const Repository repository(*repository_at(sandbox.top()));
  ObjectDatabase objects(repository);
  const ObjectWalk walk(objects);
  REQUIRE(walk.problems().size() == 1);
  CHECK(walk.problems()[0].path.find("pack-made") != std::string::npos);
  Walked walked;
  walk_into(walked, sandbox.top());
  CHECK(walked.objects.size() == 1);
}

TEST_CASE("a shared index that lies does no harm") {
  GitSandbox sandbox;
  sandbox.write("a.txt", base_text);
  sandbox.commit("one");
  sandbox.run({"repack", "-adq"});
  sandbox.run({"multi-pack-index", "write"});
  for (const auto& entry : fs::directory_iterator(sandbox.path(".git/objects/pack"))) {
    if (entry.path().extension() == ".idx") fs::remove(entry.path());
  }
  const std::string file = sandbox.path(".git/objects/pack/multi-pack-index");
  fs::permissions(file, fs::perms::owner_all);
  const std::string whole = GitSandbox::file_text(file);
  for (std::size_t cut = 0; cut < whole.size(); cut += 17) {
    GitSandbox::write_file(file, whole.substr(0, cut));
    Walked shorter;
    walk_into(shorter, sandbox.top(), 1);
    GitSandbox::write_file(file, whole.substr(0, cut) + '\xff' + whole.substr(cut + 1));
    Walked different;
    walk_into(different, sandbox.top(), 1);
  }
  GitSandbox::write_file(file, whole);
  Walked walked;
  walk_into(walked, sandbox.top());
  CHECK(walked.objects.size() == 3);
}

}  // namespace
}  // namespace patdown
