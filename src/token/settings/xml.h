#pragma once

// What does an XML file say, as far as settings need it? Elements in order; no entities but the
// five of XML, no namespaces, nothing fetched. Bounded: 50,000 elements, 64 deep; the rest is left
// out.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown {

struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;       // directly inside, trimmed
  std::size_t line = 0;   // of its start
  std::size_t outer = 0;  // index of the element around it; its own index at the root
};

std::vector<XmlElement> read_xml(std::string_view text);

// The value of an attribute; empty if there is none. Case is ignored.
std::string attribute(const XmlElement& element, std::string_view name);

}  // namespace patdown
