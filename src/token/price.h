#pragma once

// What does one use of a token need?
//
// The catalog's answer to a traced call, with what the verdict has to know about it. Pure.

#include "token/catalog.h"
#include "token/token.h"

#include <string>

namespace patdown {

struct Price {
  PricedUse use;
  // The call goes to another service, or to a web page: no use of an Azure DevOps token.
  bool elsewhere = false;
  bool names_azure_devops = false;  // the call itself says so
  std::string why;                  // it is not known; empty if it is
};

Price price(const Catalog& catalog, const TokenUse& use);

}  // namespace patdown
