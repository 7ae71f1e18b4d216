#include "output/reason_groups.h"

#include "output/printable.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace patdown {

std::vector<ReasonGroup> reason_groups(const Token& token,
                                       const std::vector<PartlyRead>& partly_read) {
  std::set<std::tuple<std::string_view, std::size_t, std::string_view>> not_parsed;
  for (const PartlyRead& one : partly_read) not_parsed.emplace(one.path, one.line, one.why);
  std::vector<ReasonGroup> groups;
  std::map<std::pair<bool, std::string_view>, std::size_t> known;
  for (const Unresolved& one : token.unresolved) {
    const bool of_file = !one.path.empty() && not_parsed.contains({one.path, one.line, one.why});
    const auto [at, fresh] =
        known.try_emplace({of_file, of_file ? one.path : one.why}, groups.size());
    if (fresh) {
      groups.push_back({&one, 1, of_file});
    } else {
      ++groups[at->second].size;
    }
  }
  return groups;
}

std::string group_text(const ReasonGroup& group) {
  std::string text = place_and_why(*group.first);
  if (group.size == 1) return text;
  return text + " and " + grouped(group.size - 1) +
         (group.of_file ? " more in this file" : " more like it");
}

}  // namespace patdown
