#pragma once

// Which text, or which list of texts, do the arguments of a call make?

#include "token/trace/client_args.h"

#include <vector>

namespace patdown::trace {

// "…{}…" filled in.
ValueRef formatted(const LibraryCall& call);
// What the row's `url` selects, lists among it one element after the other.
std::vector<ValueRef> words_together(const LibraryCall& call);
// `Map.of("a", x, "b", y)`, `new HashMap<>(other)`: a table of its own.
ValueRef tabled(const LibraryCall& call);
// Those as a list.
ValueRef listed(const LibraryCall& call);
// These with the row's `verb` between them.
ValueRef concatenated(const LibraryCall& call);
// `target(url).path("_apis").path("projects")`: a longer URL, or an object with one.
ValueRef extended(const LibraryCall& call);
// A relative URL on its base: what begins with a slash keeps the host alone.
ValueRef resolved_url(const LibraryCall& call);
// Without the text `body` that it may begin or end with: the row's `verb` says which.
ValueRef cut_text(const LibraryCall& call);

}  // namespace patdown::trace
