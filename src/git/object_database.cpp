#include "git/object_database.h"

#include "git/files.h"
#include "git/handle.h"
#include "git/layout.h"
#include "git/loose_objects.h"
#include "git/open_odb.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

std::optional<ObjectType> type_from(git_object_t type) {
  switch (type) {
    case GIT_OBJECT_COMMIT:
      return ObjectType::commit;
    case GIT_OBJECT_TREE:
      return ObjectType::tree;
    case GIT_OBJECT_BLOB:
      return ObjectType::blob;
    case GIT_OBJECT_TAG:
      return ObjectType::tag;
    default:
      return std::nullopt;
  }
}

std::string too_large() {
  return "larger than " + std::to_string(ObjectDatabase::max_bytes >> 20U) + " MiB";
}

}  // namespace

ObjectId id_of_blob(std::string_view bytes) {
  git_oid id;
  if (git_odb_hash(&id, bytes.data(), bytes.size(), GIT_OBJECT_BLOB) != 0) return {};
  return ObjectId::of(id.id);
}

ObjectDatabase::ObjectDatabase(const Repository& repository) {
  if (git_repository_odb(&odb_, repository.raw()) != 0) {
    throw UnreadableRepository(repository.paths().git_dir + ": " + libgit2_error());
  }
  folders_ = object_folders(common_dir(repository.paths().git_dir) + "/objects");
}

ObjectDatabase ObjectDatabase::with_environment(const Repository& repository) {
  const auto own = environment("GIT_OBJECT_DIRECTORY");
  const auto others = environment("GIT_ALTERNATE_OBJECT_DIRECTORIES");
  if (!own && !others) return ObjectDatabase(repository);

  ObjectDatabase database;
  database.folders_ =
      object_folders(own.value_or(common_dir(repository.paths().git_dir) + "/objects"));
  std::string_view rest = others ? std::string_view(*others) : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    for (const std::string& folder : object_folders(std::string(rest.substr(0, end)))) {
      database.folders_.push_back(folder);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  database.odb_ = open_odb(database.folders_).release();
  return database;
}

ObjectDatabase::~ObjectDatabase() {
  git_odb_free(odb_);
}

ObjectDatabase::ObjectDatabase(ObjectDatabase&& other) noexcept
    : odb_(std::exchange(other.odb_, nullptr)),
      folders_(std::move(other.folders_)),
      shunned_(std::move(other.shunned_)) {}

bool ObjectDatabase::has(const ObjectId& id) const {
  const git_oid oid = oid_of(id);
  return git_odb_exists_ext(odb_, &oid, GIT_ODB_LOOKUP_NO_REFRESH) == 1;
}

std::optional<ObjectHeader> ObjectDatabase::header_of(const ObjectId& id) const {
  if (shunned_.contains(id)) {
    const auto object = read_loose_copy(id, nullptr);
    if (!object) return std::nullopt;
    return ObjectHeader{.type = object->type, .bytes = object->bytes.size()};
  }
  const git_oid oid = oid_of(id);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git_odb_read_header(&size, &type, odb_, &oid) != 0) return std::nullopt;
  const auto known = type_from(type);
  if (!known) return std::nullopt;
  return ObjectHeader{.type = *known, .bytes = size};
}

std::optional<RawObject> ObjectDatabase::read(const ObjectId& id, std::string* why) const {
  if (shunned_.contains(id)) return read_loose_copy(id, why);
  const auto header = header_of(id);
  if (header && header->bytes > max_bytes) {
    if (why != nullptr) *why = too_large();
    return std::nullopt;
  }
  return read_small(id, why);
}

std::optional<RawObject> ObjectDatabase::read_loose_copy(const ObjectId& id,
                                                         std::string* why) const {
  for (const std::string& folder : folders_) {
    std::string ignored;
    const auto loose = read_loose(folder, id, max_bytes, ignored);
    const auto type = loose ? object_type_named(loose->type) : std::nullopt;
    if (type) return RawObject{.type = *type, .bytes = loose->text.substr(loose->begin)};
  }
  if (why != nullptr) *why = "a delta that is made from itself";
  return std::nullopt;
}

std::optional<RawObject> ObjectDatabase::read_small(const ObjectId& id, std::string* why) const {
  const auto fail = [why](std::string clause) {
    if (why != nullptr) *why = std::move(clause);
    return std::nullopt;
  };
  const git_oid oid = oid_of(id);
  git_odb_object* read = nullptr;
  const int error = git_odb_read(&read, odb_, &oid);
  const OdbObjectHandle object(read);
  if (error == GIT_ENOTFOUND) return fail("missing from the object database");
  if (error != 0) {
    std::string said = "cannot be read: " + libgit2_error();
    // libgit2 looks no further than a damaged pack.
    if (auto copy = read_loose_copy(id, nullptr)) return copy;
    return fail(std::move(said));
  }
  const auto type = type_from(git_odb_object_type(read));
  if (!type) return fail("of an unknown type");
  return RawObject{
      .type = *type,
      .bytes = {static_cast<const char*>(git_odb_object_data(read)), git_odb_object_size(read)}};
}

}  // namespace patdown
