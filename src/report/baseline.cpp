#include "report/baseline.h"

#include "core/error.h"

#include <map>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using Json = nlohmann::ordered_json;

constexpr int baseline_version = 1;

[[noreturn]] void refuse(std::string_view path, const std::string& why) {
  throw Error(std::string(path) + ": " + why + "; write it anew with 'patdown baseline'");
}

}  // namespace

std::set<std::string> parse_baseline(std::string_view json, std::string_view path) {
  const Json root = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!root.is_object()) refuse(path, "not a baseline: no JSON object");
  const auto version = root.find("version");
  if (version == root.end() || *version != baseline_version) {
    refuse(path, "not a baseline of version 1");
  }
  const auto findings = root.find("findings");
  if (findings == root.end() || !findings->is_array()) refuse(path, "'findings' is no list");
  std::set<std::string> fingerprints;
  for (const Json& finding : *findings) {
    const bool given = finding.is_object() && finding.contains("fingerprint") &&
                       finding["fingerprint"].is_string();
    if (!given) refuse(path, "a finding without a fingerprint");
    fingerprints.insert(finding["fingerprint"].get<std::string>());
  }
  return fingerprints;
}

std::string write_baseline(std::span<const Finding> findings) {
  std::map<std::string, const Finding*> sorted;
  for (const Finding& finding : findings) sorted.emplace(finding.fingerprint, &finding);
  Json list = Json::array();
  for (const auto& [fingerprint, finding] : sorted) {
    Json path;  // null for texts of commits, which have none
    if (!finding->place.path.empty()) path = finding->place.path;
    list.push_back({{"fingerprint", fingerprint}, {"rule", finding->rule}, {"path", path}});
  }
  const Json root = {{"version", baseline_version}, {"findings", std::move(list)}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace patdown
