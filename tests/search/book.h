// An authority file beside an archive, and articles in which people talk.
#pragma once

#include <fstream>

#include "searchd/search/speaker_book.h"
#include "tests/search/archive.h"

namespace onrecord::search {

/// The file beside the archive, and snapshots that know it.
class Book {
 public:
  Book(const Archive& archive, std::string_view text)
      : archive_(archive), file_(archive.folder().string() + ".speakers.tsv") {
    write(text);
    auto opened = SpeakerBook::open(file_);
    if (!opened) FAIL(opened.error().message);
    book_ = std::move(*opened);
  }
  ~Book() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }
  void write(std::string_view text) {
    std::ofstream(file_.string() + ".new") << text;
    std::filesystem::rename(file_.string() + ".new", file_);
  }
  Snapshot snapshot(std::size_t column_bytes = Columns::kDefaultMaxBytes) const {
    auto opened = Snapshot::open(archive_.folder(), std::make_shared<Columns>(column_bytes), book_);
    if (!opened) FAIL(opened.error().message);
    return std::move(*opened);
  }
  const std::filesystem::path& file() const { return file_; }

 private:
  const Archive& archive_;
  std::filesystem::path file_;
  std::shared_ptr<SpeakerBook> book_;
};

/// An article in which \a speakers say one thing each.
inline Entry talk(int number, const std::vector<std::string>& speakers,
                  std::string_view date = "") {
  std::string words;
  for (std::size_t i = 0; i < speakers.size(); ++i)
    words += (i == 0 ? "" : " ") + std::string("Ferry ") + static_cast<char>('a' + i) + ".";
  Entry entry{story(std::to_string(number), "Note", words, date), {}};
  for (std::size_t i = 0; i < speakers.size(); ++i)
    entry.statements.push_back(
        said(entry.article, std::string("Ferry ") + static_cast<char>('a' + i) + ".", speakers[i]));
  return entry;
}

}  // namespace onrecord::search
