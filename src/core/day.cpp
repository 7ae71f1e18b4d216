#include "core/day.h"

#include <charconv>
#include <chrono>

namespace patdown {
namespace {

constexpr std::size_t date_size = 10;

int number_at(std::string_view text, std::size_t begin, std::size_t size) {
  int value = -1;
  const char* const end = text.data() + begin + size;
  const auto [stop, error] = std::from_chars(text.data() + begin, end, value);
  return error == std::errc() && stop == end ? value : -1;
}

}  // namespace

std::optional<long> day_number(std::string_view text) {
  if (text.size() < date_size || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > date_size && text[date_size] != 'T' && text[date_size] != ' ') {
    return std::nullopt;
  }
  const int year = number_at(text, 0, 4);
  const int month = number_at(text, 5, 2);
  const int day = number_at(text, 8, 2);
  if (year < 0 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return static_cast<long>(std::chrono::sys_days(date).time_since_epoch().count());
}

}  // namespace patdown
