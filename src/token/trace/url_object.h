#pragma once

// Which URL do the parts of an object make up?
//
// `u.Path = "/acme/_apis/projects"` of a URL that was parsed before, UriBuilder { Host = … }: an
// object of type "url" that keeps what was parsed and gets the parts that are set. Everywhere else
// a URL is a text.

#include "token/trace/value.h"

#include <string_view>

namespace patdown::trace {

// Whether a field of that name is a part of a URL, in some language: "Path", "pathname",
// "RawQuery".
bool is_url_part(std::string_view field);
// "UserName", "Password": of a URL, but of much else too.
bool is_user_part(std::string_view field);
// `whole`: the URL whose parts change; nothing if there is none.
ValueRef url_object(const ValueRef& whole, unsigned branch);
// Whether the value is an object that has parts of a URL and nothing else.
bool is_url_object(const ValueRef& value);
// The text of such objects, within joins and choices too; other values as they are.
ValueRef url_text(const ValueRef& value);

// `url.hostname`, `url.pathname` and the like of a text that is an absolute URL; null for other
// texts and names. What stands behind `?` is left out everywhere.
ValueRef part_of_url(const ValueRef& url, std::string_view name);

}  // namespace patdown::trace
