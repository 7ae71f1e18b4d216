#pragma once

// What do the bytes around a value say about it? Each function looks at a bounded number of them.

#include "core/span.h"

#include <string_view>

namespace patdown {

// The name that the value at `at` is given: "apiKey" in `apiKey: 'x'`, `"apiKey" => "x"`,
// `<apiKey>x`, `--apiKey=x`, `--apiKey x`, `options["apiKey"] = "x"`. Empty if there is none.
std::string_view name_before(std::string_view text, Span at);

// Whether the value is a digest, a commit or an identifier by its shape and by its name or what
// stands in front of it: `sha256:…`, `uses: owner/repo@…`, `contentHash: …`, `DocumentID="uuid:…"`.
bool is_digest_here(std::string_view text, Span at);

// Whether the value is a piece of a longer base64 text: of a picture, an attachment, a source map.
bool is_inside_base64(std::string_view text, Span at);

// Whether the value is the key that a page shows everybody to search with: the apiKey beside an
// indexName of Algolia's DocSearch.
bool is_public_search_key(std::string_view text, Span at);

// Whether quotes stand right around the value, or it lies within a quoted literal of its line.
bool is_quoted(std::string_view text, Span at);

// Whether the value is the password of an address (`//user:value@host`) with the user's name as the
// password or, if `weak`, at a reserved host.
bool is_password_of_nothing(std::string_view text, Span at, bool weak);

// Whether the line at `at` is longer than people write: minified or generated.
bool is_on_long_line(std::string_view text, Span at);

}  // namespace patdown
