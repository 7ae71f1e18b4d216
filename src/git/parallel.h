#pragma once

// The same work on many things, on several threads at once.

#include <cstddef>
#include <functional>

namespace patdown {

// Calls `work(i)` for each i below `count`, from up to `threads` threads; each takes `at_once`
// neighbours in a row. Returns when all are done. The first exception that `work` throws ends the
// rest and is thrown again here.
void for_each_index(std::size_t count, std::size_t at_once, unsigned threads,
                    const std::function<void(std::size_t)>& work);

}  // namespace patdown
