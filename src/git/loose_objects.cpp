#include "git/loose_objects.h"

#include "git/files.h"
#include "git/handle.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include <git2/sys/odb_backend.h>
#include <libdeflate.h>

namespace patdown {
namespace {

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

// Longest header: "commit", a blank, twenty digits, NUL.
constexpr std::size_t max_header = 32;

std::optional<std::string> inflate(std::string_view packed, std::size_t limit, std::string& why) {
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  // The size stands inside; deflate packs no better than 1 : 1032.
  const std::size_t most = std::min(limit + max_header, packed.size() * 1032 + max_header);
  std::string text;
  for (std::size_t room = std::min(most, packed.size() * 4 + 256);;
       room = std::min(most, room * 2)) {
    text.resize(room);
    std::size_t size = 0;
    const libdeflate_result result = libdeflate_zlib_decompress(
        decompressor.get(), packed.data(), packed.size(), text.data(), text.size(), &size);
    if (result == LIBDEFLATE_SUCCESS) {
      text.resize(size);
      return text;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == most) {
      why = room == limit + max_header ? "larger than " + std::to_string(limit >> 20U) + " MiB"
                                       : "damaged loose object";
      return std::nullopt;
    }
  }
}

std::string loose_path(const std::string& folder, const ObjectId& id) {
  const std::string hex = id.hex();
  return joined(joined(folder, hex.substr(0, 2)), hex.substr(2));
}

struct LooseBackend {
  git_odb_backend parent{};  // first: libgit2 hands back a pointer to it
  std::string folder;
  std::size_t limit = 0;
};

const LooseBackend& own(git_odb_backend* backend) {
  return *reinterpret_cast<LooseBackend*>(backend);
}

int load(git_odb_backend* backend, const git_oid* oid, std::optional<LooseObject>& object) {
  const LooseBackend& loose = own(backend);
  std::string why;
  object = read_loose(loose.folder, id_of(*oid), loose.limit, why);
  if (object) return 0;
  if (why.empty()) return GIT_ENOTFOUND;
  git_error_set_str(GIT_ERROR_ODB, why.c_str());
  return GIT_ERROR;
}

int read_header(std::size_t* size, git_object_t* type, git_odb_backend* backend,
                const git_oid* oid) {
  std::optional<LooseObject> object;
  if (const int error = load(backend, oid, object); error != 0) return error;
  *size = object->text.size() - object->begin;
  *type = git_object_string2type(object->type.c_str());
  return 0;
}

int read_object(void** data, std::size_t* size, git_object_t* type, git_odb_backend* backend,
                const git_oid* oid) {
  std::optional<LooseObject> object;
  if (const int error = load(backend, oid, object); error != 0) return error;
  const std::string_view content = std::string_view(object->text).substr(object->begin);
  *data = git_odb_backend_data_alloc(backend, content.size() + 1);
  if (*data == nullptr) return GIT_ERROR;
  *std::copy(content.begin(), content.end(), static_cast<char*>(*data)) = '\0';
  *size = content.size();
  *type = git_object_string2type(object->type.c_str());
  return 0;
}

int exists(git_odb_backend* backend, const git_oid* oid) {
  return is_file(loose_path(own(backend).folder, id_of(*oid))) ? 1 : 0;
}

int exists_prefix(git_oid* found, git_odb_backend* backend, const git_oid* oid,
                  std::size_t length) {
  const auto ids = list_loose(own(backend).folder, id_of(*oid).hex().substr(0, length));
  if (ids.empty()) return GIT_ENOTFOUND;
  if (ids.size() > 1) return GIT_EAMBIGUOUS;
  *found = oid_of(ids.front());
  return 0;
}

// NOLINTNEXTLINE(readability-function-size): libgit2 wants these parameters
int read_prefix(git_oid* found, void** data, std::size_t* size, git_object_t* type,
                git_odb_backend* backend, const git_oid* oid, std::size_t length) {
  if (const int error = exists_prefix(found, backend, oid, length); error != 0) return error;
  return read_object(data, size, type, backend, found);
}

int for_each(git_odb_backend* backend, git_odb_foreach_cb visit, void* payload) {
  for (const ObjectId& id : list_loose(own(backend).folder)) {
    const git_oid oid = oid_of(id);
    if (const int error = visit(&oid, payload); error != 0) return error;
  }
  return 0;
}

// libgit2 is C: no exception may pass through it.
template <auto Function, typename... Args>
int guarded(Args... args) {
  try {
    return Function(args...);
  } catch (const std::exception& error) {
    git_error_set_str(GIT_ERROR_ODB, error.what());
    return GIT_ERROR;
  }
}

void destroy(git_odb_backend* backend) {
  delete reinterpret_cast<LooseBackend*>(backend);
}

}  // namespace

std::optional<LooseObject> unpack_loose(std::string_view packed, std::size_t limit,
                                        std::string& why) {
  auto text = inflate(packed, limit, why);
  if (!text) return std::nullopt;
  const std::size_t blank = text->find(' ');
  const std::size_t end = text->find('\0');
  why = "damaged loose object";
  if (blank == std::string::npos || end == std::string::npos || blank > end) return std::nullopt;
  std::size_t size = 0;
  std::from_chars(text->data() + blank + 1, text->data() + end, size);
  if (size != text->size() - end - 1) return std::nullopt;
  LooseObject object;
  object.text = std::move(*text);
  object.type = object.text.substr(0, blank);
  object.begin = end + 1;
  return object;
}

std::optional<LooseObject> read_loose(const std::string& folder, const ObjectId& id,
                                      std::size_t limit, std::string& why) {
  why.clear();
  const auto packed = small_file(loose_path(folder, id), limit);
  if (!packed) return std::nullopt;
  return unpack_loose(*packed, limit, why);
}

std::vector<ObjectId> list_loose(const std::string& folder, std::string_view prefix) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::vector<ObjectId> ids;
  for (const char high : digits) {
    for (const char low : digits) {
      const std::string first{high, low};
      if (!prefix.starts_with(first) && !prefix.empty()) continue;
      for (const std::string& name : names_in(joined(folder, first))) {
        if (name.size() != 2 * ObjectId::size - 2) continue;
        const std::string hex = first + name;
        const auto id = hex.starts_with(prefix) ? ObjectId::parse(hex) : std::nullopt;
        if (id) ids.push_back(*id);
      }
    }
  }
  return ids;
}

git_odb_backend* new_loose_backend(const std::string& folder, std::size_t limit) {
  auto backend = std::make_unique<LooseBackend>();
  git_odb_init_backend(&backend->parent, GIT_ODB_BACKEND_VERSION);
  backend->folder = folder;
  backend->limit = limit;
  backend->parent.read = guarded<read_object>;
  backend->parent.read_header = guarded<read_header>;
  backend->parent.read_prefix = guarded<read_prefix>;
  backend->parent.exists = guarded<exists>;
  backend->parent.exists_prefix = guarded<exists_prefix>;
  backend->parent.foreach = guarded<for_each>;
  backend->parent.free = destroy;
  return &backend.release()->parent;
}

}  // namespace patdown
