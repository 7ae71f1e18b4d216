#pragma once

// Which URL does a call go to, as far as the code says?
//
// Unknown parts are `{}`; predefined base URLs are what they stand for; userinfo is left out. Says
// whether the URL is Azure DevOps', another service's or not known, and whether organization and
// project are the pipeline's own.

#include "token/trace/machine.h"
#include "token/trace/variant.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

enum class UrlService { azure_devops, other, unknown };

struct RequestUrl {
  std::string text;
  UrlService service = UrlService::unknown;
  bool own = false;    // organization and project are the pipeline's own
  std::string filled;  // with `{}` for names of the route that are empty; empty if none is
  std::string why;     // for unknown: "the URL comes from parameter $Uri"
  Arms arms;
};

std::vector<RequestUrl> request_urls(const ValueRef& url);

UrlService service_of(std::string_view url);

}  // namespace patdown::trace
