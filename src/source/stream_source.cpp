#include "source/file_bytes.h"
#include "source/sources.h"
#include "source/tally.h"

#include <array>
#include <string>

namespace patdown {
namespace {

class StreamSource : public Source {
 public:
  explicit StreamSource(std::istream& in) : in_(in) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    Blob blob;
    blob.path = "stdin";
    blob.origin = Origin::standard_input;
    std::string text;
    std::array<char, 1U << 16U> part{};
    while (in_.read(part.data(), part.size()) || in_.gcount() > 0) {
      text.append(part.data(), static_cast<std::size_t>(in_.gcount()));
      if (text.size() > max_file_bytes) {
        text.resize(max_file_bytes);
        tally.problem({.object = {},
                       .path = blob.path,
                       .why = "larger than " + std::to_string(max_file_bytes >> 20U) +
                              " MiB: the rest was not read"});
        break;
      }
    }
    if (in_.bad()) tally.problem({.object = {}, .path = blob.path, .why = "cannot be read"});
    blob.bytes = text;
    tally.content(blob, true);
    return tally.done();
  }

 private:
  std::istream& in_;
};

}  // namespace

std::unique_ptr<Source> stream_source(std::istream& in) {
  return std::make_unique<StreamSource>(in);
}

}  // namespace patdown
