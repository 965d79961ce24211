// stat, read, check, swap.
#include "searchd/search/speaker_book.h"

#include <sys/stat.h>

#include <chrono>
#include <utility>

#include "proto/store/files.h"
#include "proto/store/hash.h"

namespace onrecord::search {
namespace {

std::int64_t nanoseconds_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Result<std::string> bytes_of(const std::filesystem::path& file, std::uint64_t size) {
  if (size > store::Authority::kMaxBytes)
    return Error{Errc::limit,
                 "speakers file: expected at most " + std::to_string(store::Authority::kMaxBytes) +
                     " bytes, got " + std::to_string(size),
                 0};
  auto text = store::read_file(file);
  if (!text) return Error{text.error().code, "speakers file: " + text.error().message, 0};
  return text;
}

Result<store::AuthorityRead> checked(std::string_view text) {
  store::AuthorityRead read = store::read_authority(text);
  if (read.errors.empty()) return read;
  std::string message = "speakers file: " + print(read.errors.front());
  if (read.errors.size() > 1)
    message += " (and " + std::to_string(read.errors.size() - 1) + " more)";
  return Error{Errc::invalid, std::move(message), 0};
}

}  // namespace

Result<std::shared_ptr<SpeakerBook>> SpeakerBook::open(const std::filesystem::path& file) {
  auto book = std::make_shared<SpeakerBook>();
  book->file_ = file;
  book->follow(true);
  if (!book->authority_) return Error{Errc::invalid, book->state_.error, 0};
  return book;
}

SpeakerBook::Stamp SpeakerBook::stamp_of(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return {};
  Stamp stamp{found.st_dev, found.st_ino, static_cast<std::uint64_t>(found.st_size),
              std::int64_t{found.st_ctim.tv_sec} * 1'000'000'000 + found.st_ctim.tv_nsec, true};
  // The file system's clock goes in steps: what was written just now may be written again unseen.
  constexpr std::int64_t kStep = 50'000'000;
  stamp.settled = nanoseconds_now() - stamp.changed > kStep;
  return stamp;
}

void SpeakerBook::follow(bool anyway) {
  std::unique_lock reading(reading_, std::defer_lock);
  if (anyway)
    reading.lock();
  else if (!reading.try_lock())
    return;  // Somebody reads it.
  std::filesystem::path file;
  Stamp before;
  {
    const std::lock_guard lock(mutex_);
    file = file_;
    before = stamp_;
  }
  const Stamp stamp = stamp_of(file);
  if (!anyway && stamp == before) return;
  const auto text = bytes_of(file, stamp.size);
  const std::uint64_t hash = text ? store::hash64(*text) : 0;
  {
    const std::lock_guard lock(mutex_);
    stamp_ = stamp;
    if (text && authority_ && hash == hash_ && state_.error.empty() && !anyway) return;
  }
  auto fresh = text ? checked(*text) : Result<store::AuthorityRead>(text.error());
  const std::lock_guard lock(mutex_);
  if (!fresh) {
    if (state_.error == fresh.error().message && !anyway) return;
    state_.error = fresh.error().message;
    news_ = News{state_.people, 0, state_.error};
    return;
  }
  hash_ = hash;
  const std::size_t people = fresh->authority.persons().size();
  authority_ = std::make_shared<const store::Authority>(std::move(fresh->authority));
  state_ = {people, nanoseconds_now() / 1'000'000'000, {}};
  news_ = News{people, fresh->warnings.size(), {}};
}

std::shared_ptr<const store::Authority> SpeakerBook::current() {
  follow(false);
  const std::lock_guard lock(mutex_);
  return authority_;
}

void SpeakerBook::read_again(const std::filesystem::path& file) {
  {
    const std::lock_guard lock(mutex_);
    file_ = file;
  }
  follow(true);
}

SpeakerBook::State SpeakerBook::state() {
  const std::lock_guard lock(mutex_);
  return state_;
}

std::optional<SpeakerBook::News> SpeakerBook::take_news() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, std::nullopt);
}

}  // namespace onrecord::search
