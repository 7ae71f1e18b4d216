#pragma once

// A piece of content to look at, and what it is called.

#include "core/origin.h"

#include <string>
#include <string_view>

namespace patdown {

struct Delta;  // core/delta.h

struct Blob {
  // Relative to the scanned root, '/' on every platform. Empty for blobs of the history (provenance
  // names them after the scan) and for the texts of commits, tags and notes.
  std::string path;
  // The git object that holds the bytes, 40 lower-case hex digits; empty outside git. For the texts
  // of commits and tags: the commit or the tag object itself.
  std::string object;
  // Where in an archive: "!member" or "!inner.zip!member"; else empty.
  std::string inside;
  Origin origin = Origin::worktree;
  std::string_view bytes;  // as stored, any byte, NUL included; borrowed, valid during the visit
  const Delta* delta = nullptr;  // how the bytes were made from a base; null: they stand alone
};

}  // namespace patdown
