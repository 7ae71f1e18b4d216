#pragma once

// Which service of Azure DevOps does a URL speak to, and where does its route begin?
//
// Takes URLs as people and code write them: without a scheme, with credentials, with a port, with
// doubled or trailing slashes, with holes. A hole is `{}`; what stands for something else counts as
// one too (plain_holes.h), and so does anything where a parameter is expected.
//
// https://learn.microsoft.com/azure/devops/organizations/security/allow-list-ip-url

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

inline constexpr std::string_view hole = "{}";

// A row of rules/scopes/azure-devops/hosts.tsv.
struct HostName {
  std::string_view host;    // "vsrm.dev.azure.com"
  std::string_view legacy;  // "{organization}.vsrm.visualstudio.com", another full name, or empty
};

enum class Base {
  service,      // a host of Azure DevOps Services
  on_premises,  // another host, with a path that only Azure DevOps Server has
  unknown,      // a hole, or relative
  foreign,      // something else
};

struct Address {
  Base base = Base::foreign;
  std::string host;  // of `service`: the present name, lower case; "{}.dev.azure.com" if not known
  std::vector<std::string> prefix;  // before the marker: organization (collection), project, team
  bool prefix_open = false;         // a hole in it may stand for several segments, or for none
  std::string marker;               // "_apis", "_git", "_packaging", "_odata", ".asmx"; or empty
  std::vector<std::string> tail;    // behind the marker, percent-decoded
  std::string query;                // without the '?'
};

Address parse_address(std::string_view url, const std::vector<HostName>& hosts);

bool is_hole(std::string_view segment);  // nothing but holes
bool has_hole(std::string_view segment);

}  // namespace patdown
