#include "token/trace/frames.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("copies of frames are apart from each other once one of them changes") {
  trace::Memory memory;
  memory.frames.push({});
  memory.frames.change_back().names.set("url", trace::text_value("a"));
  memory.frames.push({});
  trace::Memory copy = memory;
  CHECK(copy.frames.same(memory.frames, 0));

  copy.frames.change(0).names.set("url", trace::text_value("b"));
  CHECK((*memory.frames.front().names.find("url"))->text == "a");
  CHECK((*copy.frames.front().names.find("url"))->text == "b");
  CHECK_FALSE(copy.frames.same(memory.frames, 0));
  CHECK(copy.frames.same(memory.frames, 1));
  CHECK(memory.frames.front().names.differences(copy.frames.front().names) ==
        std::vector<std::string>{"url"});

  copy.frames.change_back().decided.change().parameters.insert("pat");
  CHECK(memory.frames.back().decided->parameters.empty());
  copy.frames.pop();
  CHECK(memory.frames.size() == 2);
}

TEST_CASE("a module's names are known under its path alone") {
  trace::ModuleTable modules;
  modules.set("a.py", "url", trace::text_value("a"));
  const trace::ModuleTable before = modules;
  CHECK(modules.differences(before).empty());
  modules.set("b.py", "url", trace::text_value("b"));
  modules.set("a.py", "token", trace::text_value("c"));

  CHECK((*modules.find("a.py", "url"))->text == "a");
  CHECK((*modules.find("b.py", "url"))->text == "b");
  CHECK(modules.find("c.py", "url") == nullptr);
  CHECK(before.find("a.py", "token") == nullptr);
  CHECK(before["b.py"].all().empty());
  CHECK(modules.differences(before) == std::vector<std::string>{"a.py", "b.py"});
}

TEST_CASE("the innermost frame that suits is found first") {
  trace::Frames frames;
  for (const bool function : {false, true, false}) {
    trace::Frame frame;
    frame.function = function;
    frames.push(frame);
  }
  CHECK(frames.innermost([](const trace::Frame&) { return true; }) == 2);
  CHECK(frames.innermost([](const trace::Frame& one) { return one.function; }) == 1);
  CHECK(frames.innermost([](const trace::Frame&) { return false; }) == frames.size());
}

}  // namespace
}  // namespace patdown
