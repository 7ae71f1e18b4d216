#pragma once

// Which URL does a part of an answer name?
//
// Azure DevOps says in each resource that it gives where that is found: `url`, and the same in
// `_links.self.href`. Scripts go on from there: `Invoke-RestMethod $run.url -Method Patch`. What a
// request gives is a hole that remembers what was asked; of its parts those are known that hold for
// all of the service: `url`, `_links.self.href`, the elements of `value`, the `workItems` of a
// query.

#include "token/trace/value.h"

#include <string_view>

namespace patdown::trace {

enum class ResponsePart : unsigned char {
  whole,        // the resource at the URL, or the list that it gives
  made,         // what a POST there made
  member,       // the list's elements, together or one
  whole_links,  // `_links` of these
  made_links,
  member_links,
};

// Of a hole: what it is an answer, or a part of one, to.
struct Response {
  ValueRef url;  // that was asked
  ResponsePart part = ResponsePart::whole;
};

// What a request gives: "a response". `verb` is null for GET.
ValueRef response_to(const ValueRef& url, const ValueRef& verb);
ValueRef response_to(const ValueRef& url, std::string_view verb);
// `response.field` of a hole with an answer; a hole of which no more is known if that says no URL.
ValueRef part_of_response(const Value& response, std::string_view field);

}  // namespace patdown::trace
