#include "token/settings/xml.h"

#include "core/letters.h"
#include "core/text.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

constexpr std::size_t most_elements = 50'000;
constexpr std::size_t deepest = 64;

std::string decoded(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string result;
  while (!text.empty()) {
    const auto* const known = std::find_if(entities.begin(), entities.end(), [&](const auto& one) {
      return text.starts_with(one.first);
    });
    if (known == entities.end()) {
      result += text.front();
      text.remove_prefix(1);
    } else {
      result += known->second;
      text.remove_prefix(known->first.size());
    }
  }
  return result;
}

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {}

  std::vector<XmlElement> read() {
    while (at_ < text_.size() && elements_.size() < most_elements) {
      const auto open = text_.find('<', at_);
      add_text(text_.substr(at_, std::min(open, text_.size()) - at_));
      if (open == std::string_view::npos) break;
      at_ = open;
      if (skipped("<!--", "-->") || skipped("<![CDATA[", "]]>") || skipped("<?", "?>") ||
          skipped("<!", ">")) {
        continue;
      }
      const auto close = end_of_tag();
      if (close == std::string_view::npos) break;
      tag(text_.substr(at_ + 1, close - at_ - 1));
      at_ = close + 1;
    }
    for (XmlElement& element : elements_) element.text = trimmed(element.text);
    return std::move(elements_);
  }

 private:
  bool skipped(std::string_view begin, std::string_view end) {
    if (!text_.substr(at_).starts_with(begin)) return false;
    const auto stop = text_.find(end, at_ + begin.size());
    if (begin == "<![CDATA[" && stop != std::string_view::npos) {
      add_text(text_.substr(at_ + begin.size(), stop - at_ - begin.size()));
    }
    at_ = stop == std::string_view::npos ? text_.size() : stop + end.size();
    return true;
  }

  // A '>' within quotes ends nothing.
  std::size_t end_of_tag() const {
    char quote = 0;
    for (std::size_t k = at_ + 1; k < text_.size(); ++k) {
      const char c = text_[k];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return k;
      }
    }
    return std::string_view::npos;
  }

  void add_text(std::string_view text) {
    if (!open_.empty()) elements_[open_.back()].text += decoded(text);
  }

  void tag(std::string_view inside) {
    if (inside.starts_with('/')) {
      if (deeper_ > 0) {
        --deeper_;
      } else if (!open_.empty()) {
        open_.pop_back();
      }
      return;
    }
    const bool closed = inside.ends_with('/');
    if (closed) inside.remove_suffix(1);
    XmlElement element;
    const auto blank = inside.find_first_of(" \t\r\n");
    element.name = inside.substr(0, blank);
    for (; counted_ < at_; ++counted_) line_ += text_[counted_] == '\n' ? 1 : 0;
    element.line = line_;
    element.outer = open_.empty() ? elements_.size() : open_.back();
    if (blank != std::string_view::npos) add_attributes(inside.substr(blank), element);
    if (!closed && open_.size() < deepest) {
      open_.push_back(elements_.size());
    } else if (!closed) {
      ++deeper_;
    }
    elements_.push_back(std::move(element));
  }

  static void add_attributes(std::string_view rest, XmlElement& element) {
    while (true) {
      const auto equals = rest.find('=');
      if (equals == std::string_view::npos) return;
      const std::string name(trimmed(rest.substr(0, equals)));
      rest = trimmed(rest.substr(equals + 1));
      if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return;
      const auto close = rest.find(rest[0], 1);
      if (close == std::string_view::npos) return;
      element.attributes.emplace_back(name, decoded(rest.substr(1, close - 1)));
      rest.remove_prefix(close + 1);
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;  // bytes whose lines are counted
  std::size_t line_ = 1;
  std::vector<XmlElement> elements_;
  std::vector<std::size_t> open_;
  std::size_t deeper_ = 0;  // elements inside of the deepest one
};

}  // namespace

std::vector<XmlElement> read_xml(std::string_view text) {
  return XmlReader(text).read();
}

std::string attribute(const XmlElement& element, std::string_view name) {
  for (const auto& [key, value] : element.attributes) {
    if (lower(key) == lower(name)) return value;
  }
  return {};
}

}  // namespace patdown
