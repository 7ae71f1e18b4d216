#pragma once

// A piece of content to look at, and what it is called.

#include "core/origin.h"

#include <string>

namespace patdown {

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
  std::string bytes;  // as stored; may hold any byte, NUL included
};

}  // namespace patdown
