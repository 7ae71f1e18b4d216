#include "secret/view_batch.h"

#include "secret/long_runs.h"

#include <algorithm>
#include <utility>

namespace patdown {

void ViewBatch::add(View& view) {
  text_ += view.text;
  if (ends_.size() == views_.size()) views_.emplace_back();
  std::swap(views_[ends_.size()], view);
  ends_.push_back(text_.size());
  text_ += '\n';
}

void ViewBatch::clear() {
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    if (views_[i].changes.capacity() > most_changes) views_[i].changes = {};
  }
  if (views_.size() > most_kept) views_.resize(most_kept);
  text_.clear();
  ends_.clear();
}

void ViewBatch::mark(std::size_t end) {
  const auto view = std::ranges::lower_bound(ends_, end);
  if (view != ends_.end()) marked_[static_cast<std::size_t>(view - ends_.begin())] = true;
}

void ViewBatch::sift(const Anchors& anchors, Anchors::Scratch& scratch, const ViewVisitor& visit) {
  if (ends_.empty()) return;
  marked_.assign(ends_.size(), false);
  std::vector<AnchorHit> hits;
  // What hits across two views is found in neither: the later one is looked at in vain.
  anchors.find(text_, {{.begin = 0, .end = text_.size()}}, scratch, hits);
  for (const AnchorHit& hit : hits) {
    for (std::size_t end = hit.first; end <= hit.last; ++end) mark(end);
  }
  for (Span run = next_long_run(text_, 0); run.begin < run.end;
       run = next_long_run(text_, run.end)) {
    mark(run.end);
  }
  for (const Coding coding : {Coding::percent, Coding::backslash}) {
    for (std::size_t at = next_escape_in(coding, text_, 0); at < text_.size();
         at = next_escape_in(coding, text_, at + 1)) {
      mark(at + 1);
    }
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    views_[i].text = std::string_view(text_).substr(begin, ends_[i] - begin);
    if (marked_[i]) visit(views_[i]);
    begin = ends_[i] + 1;
  }
  clear();
}

}  // namespace patdown
