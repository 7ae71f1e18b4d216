#pragma once

// Do two spellings name the same variable?
//
// "$(RELEASE_PAT)", "${{ secrets.RELEASE_PAT }}", "$env:RELEASE_PAT", "%RELEASE_PAT%" and
// "release_pat" do: case and what surrounds the name are left out.

#include <string>
#include <string_view>

namespace patdown {

// The bare name in lower case; empty if nothing is left.
std::string bare_name(std::string_view spelling);
// The same with its case kept, for people.
std::string plain_name(std::string_view spelling);

}  // namespace patdown
