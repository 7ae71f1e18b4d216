#include "source/scan_state.h"

#include "core/error.h"
#include "core/origin.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

// The places that an object of a history can have.
constexpr std::array places{Origin::history, Origin::stash, Origin::note, Origin::unreachable};

Origin place_named(const std::string& name) {
  const auto* const found =
      std::ranges::find(places, name, [](Origin place) { return name_of(place); });
  return found == places.end() ? Origin::history : *found;
}

Json to_json(const Provenance& provenance) {
  Json sightings = Json::object();
  for (const auto& [object, all] : provenance.sightings) {
    Json list = Json::array();
    for (const Sighting& sighting : all) {
      list.push_back({{"path", sighting.path},
                      {"commit", sighting.commit},
                      {"in_head", sighting.in_head},
                      {"place", name_of(sighting.origin)},
                      {"age", sighting.age}});
    }
    sightings[object] = std::move(list);
  }
  Json skipped = Json::array();
  for (const Skip& skip : provenance.skipped) {
    skipped.push_back({{"what", skip.what}, {"why", skip.why}, {"count", skip.count}});
  }
  return {{"sightings", std::move(sightings)}, {"skipped", std::move(skipped)}};
}

Provenance provenance_from(const Json& json) {
  Provenance provenance;
  for (const auto& [object, list] : json.at("sightings").items()) {
    std::vector<Sighting>& sightings = provenance.sightings[object];
    for (const Json& one : list) {
      Sighting sighting;
      sighting.path = one.at("path");
      sighting.commit = one.at("commit");
      sighting.in_head = one.at("in_head");
      sighting.origin = place_named(one.at("place"));
      sighting.age = one.at("age");
      sightings.push_back(std::move(sighting));
    }
  }
  for (const Json& skip : json.at("skipped")) {
    provenance.skipped.push_back(
        {.what = skip.at("what"), .why = skip.at("why"), .count = skip.at("count")});
  }
  return provenance;
}

std::vector<ObjectId> ids_from(const Json& json) {
  std::vector<ObjectId> ids;
  for (const Json& text : json) {
    const auto id = ObjectId::parse(text.get<std::string>());
    if (id) ids.push_back(*id);
  }
  return ids;
}

ScanState state_from(const Json& json, std::string_view raw) {
  ScanState state;
  state.rules = json.at("rules");
  state.snapshot = json.at("snapshot");
  state.roots = json.at("roots");
  const Json& counts = json.at("counts");
  state.counts = {.blobs = counts.at("blobs"),
                  .bytes = counts.at("bytes"),
                  .commits = counts.at("commits"),
                  .tags = counts.at("tags")};
  state.matched = ids_from(json.at("matched"));
  state.provenance = provenance_from(json);
  state.objects.resize(raw.size() / ObjectId::size);
  if (!raw.empty()) std::memcpy(state.objects.data(), raw.data(), raw.size());
  return state;
}

}  // namespace

std::string print_state(const ScanState& state) {
  Json matched = Json::array();
  for (const ObjectId& id : state.matched) matched.push_back(id.hex());
  Json json{{"patdown_state", version},
            {"rules", state.rules},
            {"snapshot", state.snapshot},
            {"roots", state.roots},
            {"counts",
             {{"blobs", state.counts.blobs},
              {"bytes", state.counts.bytes},
              {"commits", state.counts.commits},
              {"tags", state.counts.tags}}},
            {"objects", state.objects.size()},
            {"matched", std::move(matched)}};
  json.update(to_json(state.provenance));
  std::string text;
  try {
    text = json.dump();
  } catch (const Json::type_error&) {  // a path that is no UTF-8 is looked up again, not written
    json.update(to_json({}));
    json["roots"] = "";
    text = json.dump();
  }
  text += '\n';
  static_assert(sizeof(ObjectId) == ObjectId::size);
  text.append(reinterpret_cast<const char*>(state.objects.data()),  // NOLINT: bytes as they are
              state.objects.size() * ObjectId::size);
  return text;
}

std::optional<ScanState> parse_state(std::string_view text, const std::string& path,
                                     const std::string& rules) {
  const std::string no_state =
      "'" + path + "' is no state of patdown: name another file with --state, or delete this one";
  const std::size_t end = text.find('\n');
  const std::string_view head = text.substr(0, end);
  if (end == std::string_view::npos || !head.starts_with(R"({"patdown_state":)")) {
    throw Error(no_state);
  }
  try {
    const Json json = Json::parse(head);
    if (json.at("patdown_state") != version || json.at("rules") != rules) return std::nullopt;
    const std::string_view raw = text.substr(end + 1);
    if (raw.size() % ObjectId::size != 0 || json.at("objects") != raw.size() / ObjectId::size) {
      throw Error(no_state);
    }
    ScanState state = state_from(json, raw);
    if (!std::ranges::is_sorted(state.objects)) throw Error(no_state);
    return state;
  } catch (const Json::exception&) {
    throw Error(no_state);
  }
}

}  // namespace patdown
