#pragma once

// libgit2's handles as owners, and how it is set up. For .cpp files only.

#include "git/object_id.h"

#include <memory>
#include <string>

#include <git2.h>

namespace patdown {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* handle) const {
    Free(handle);
  }
};

using OdbHandle = std::unique_ptr<git_odb, Freed<git_odb_free>>;
using OdbObjectHandle = std::unique_ptr<git_odb_object, Freed<git_odb_object_free>>;
using ReferenceIteratorHandle =
    std::unique_ptr<git_reference_iterator, Freed<git_reference_iterator_free>>;
using ObjectHandle = std::unique_ptr<git_object, Freed<git_object_free>>;
using ConfigHandle = std::unique_ptr<git_config, Freed<git_config_free>>;

// Once per process, before anything else of libgit2: no global or system configuration, no check of
// owners (nothing of a repository is executed), no second hash of what is read.
void start_libgit2();

// What libgit2 said last in this thread, in one line.
std::string libgit2_error();

inline ObjectId id_of(const git_oid& oid) {
  return ObjectId::of(oid.id);
}
inline git_oid oid_of(const ObjectId& id) {
  git_oid oid;
  std::memcpy(oid.id, id.bytes.data(), ObjectId::size);
  return oid;
}

}  // namespace patdown
