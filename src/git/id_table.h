#pragma once

// A number for each git object, in the order of adding.

#include "git/number_table.h"
#include "git/object_id.h"

namespace patdown {

using IdTable = NumberTable<ObjectId, ObjectIdHash>;

}  // namespace patdown
