#pragma once

// Is it a JSON web token, and what does its payload say?
//
// Signatures cannot be verified offline, so that a form alone is no proof: examples in documents
// have it too. The facts tell algorithm, issuer, subject's role, audience and expiry.

#include "rule/checks.h"

#include <string_view>

namespace patdown {

// Header and payload are JSON objects, the header names an algorithm that signs (not "none"). Fails
// for tokens that are public by design: Supabase's anon and demo keys.
CheckResult check_jwt(std::string_view token);
// Issued by Supabase for the role service_role (and not the public demo project's).
CheckResult check_supabase_service_role(std::string_view token);
// A GitHub App's installation token that holds a web token: "ghs_<app id>_<token>".
CheckResult check_github_stateless(std::string_view token);

}  // namespace patdown
