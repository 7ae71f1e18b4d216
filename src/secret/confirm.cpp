#include "secret/confirm.h"

#include "core/letters.h"
#include "secret/judge.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t least_step = std::size_t{64} << 10U;  // bytes of one search
constexpr std::size_t call_cost = 256;  // what starting a search costs, in bytes searched
// A match of a pattern without a bound is followed no further than this.
constexpr std::size_t longest_match_followed = std::size_t{1} << 20U;

class Search {
 public:
  Search(const CompiledRule& rule, const View& view, ConfirmBudget& budget)
      : rule_(rule),
        text_(view.text),
        budget_(budget),
        step_(std::max(least_step, 4 * rule.reach())) {}

  // The leftmost match in `window` that begins at or after `at`. A long window is searched in
  // steps, so that one match never costs a look at all of it.
  std::optional<ExpressionMatch> next(Span window, std::size_t at) {
    while (at < window.end && !budget_.exhausted) {
      const std::size_t stop = std::min(window.end, at + step_);
      std::optional<ExpressionMatch> match;
      if (rule_.may_hold_in(text_.substr(at, stop - at))) {
        match = find({.begin = at, .end = stop});
      } else {
        furthest_ = std::max(furthest_, stop);
      }
      const bool last = stop == window.end;
      if (!match) {
        if (last) break;
        at = std::max(at + 1, stop - rule_.reach());
        continue;
      }
      if (!last && match->all.begin + rule_.reach() > stop && match->all.begin > at) {
        at = match->all.begin;  // the step may have cut it short
        continue;
      }
      return followed(*match, stop);
    }
    return std::nullopt;
  }

  // The end of what was searched.
  std::size_t furthest() const { return furthest_; }

 private:
  std::optional<ExpressionMatch> find(Span window) {
    const std::size_t cost = window.size() + call_cost;
    if (cost > budget_.bytes) {
      budget_.exhausted = true;
      return std::nullopt;
    }
    budget_.bytes -= cost;
    furthest_ = std::max(furthest_, window.end);
    if (RuleMeter* const meter = rule_.meter(); meter != nullptr) {
      ++meter->searches;
      meter->bytes += window.size();
    }
    return rule_.pattern().find(text_, window);
  }

  // A match that goes to the very end of the search may go on behind it.
  ExpressionMatch followed(ExpressionMatch match, std::size_t stop) {
    const std::size_t begin = match.all.begin;
    for (std::size_t more = rule_.reach(); match.all.end == stop && stop < text_.size();
         more *= 2) {
      if (stop - begin >= longest_match_followed) break;
      stop = std::min(text_.size(), stop + std::max<std::size_t>(more, 1));
      const std::optional<ExpressionMatch> longer = find({.begin = begin, .end = stop});
      if (!longer || longer->all.begin != begin) break;
      match = *longer;
    }
    return match;
  }

  const CompiledRule& rule_;
  std::string_view text_;
  ConfirmBudget& budget_;
  std::size_t step_;
  std::size_t furthest_ = 0;
};

// Whether the secret is cut off where the decoded run was cut out of a longer word.
bool cut_off(const View& view, Span secret) {
  if (!view.exact) return false;
  const std::string_view outer = view.outer->text;
  const bool front =
      secret.begin == 0 && view.run.begin > 0 && is_word_letter(outer[view.run.begin - 1]);
  const bool back = secret.end == view.text.size() && view.run.end < outer.size() &&
                    is_word_letter(outer[view.run.end]);
  return front || back;
}

}  // namespace

WindowSearch confirm_window(const ConfirmTask& task, Span window, std::size_t start,
                            ConfirmBudget& budget, const std::function<void(Confirmed)>& report) {
  const MeteredScope metered(task.rule.meter());
  Search search(task.rule, task.view, budget);
  WindowSearch result;
  result.looked = {.begin = static_cast<std::int64_t>(window.begin) - 1,
                   .end = static_cast<std::int64_t>(window.end) + 1};
  std::size_t at = start;
  while (const std::optional<ExpressionMatch> match = search.next(window, at)) {
    at = match->all.begin + 1;
    const Span secret = match->group;
    if (secret.size() == 0) continue;
    result.judged = true;
    Judgement judgement = judge(task.rule, task.view, secret, task.path);
    result.looked = both(result.looked, judged_reach(task.rule, task.view.text, secret));
    if (judgement.outcome == Decision::wrong_check) continue;
    at = std::max(at, secret.end);
    result.floor = at;
    if (judgement.outcome != Decision::secret || cut_off(task.view, secret)) continue;
    report({.secret = secret,
            .confidence = judgement.confidence,
            .proof = std::move(judgement.proof),
            .hints = judgement.hints});
  }
  result.looked.end = std::max(result.looked.end, static_cast<std::int64_t>(search.furthest()) + 1);
  return result;
}

bool confirm(const ConfirmTask& task, const std::vector<Span>& windows, ConfirmBudget& budget,
             const std::function<void(Confirmed)>& report) {
  std::size_t floor = 0;  // the end of the last secret, which may lie beyond its window
  bool judged = false;
  for (const Span window : windows) {
    const WindowSearch search =
        confirm_window(task, window, std::max(window.begin, floor), budget, report);
    floor = std::max(floor, search.floor);
    judged = judged || search.judged;
  }
  return judged;
}

}  // namespace patdown
