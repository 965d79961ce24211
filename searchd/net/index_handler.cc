// Answers from an index: binds the handler seam to one thread's snapshot.
#include "searchd/net/index_handler.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "searchd/net/event_log.h"
#include "searchd/search/export_rows.h"
#include "searchd/search/speaker_book.h"
#include "searchd/search/subscription.h"

namespace onrecord::net {
namespace {

using Clock = std::chrono::steady_clock;

/// What needs another look at the disk before the next request.
bool spoils_snapshot(Errc code) { return code == Errc::index || code == Errc::io; }

/// Logs what is wrong with the index, the same once a minute at most.  Any thread.
class IndexNews {
 public:
  void tell(const Error& error) {
    constexpr std::chrono::minutes kBetween{1};
    const std::lock_guard hold(mutex_);
    const auto now = Clock::now();
    if (error.message == told_ && now < told_at_ + kBetween) return;
    told_ = error.message;
    told_at_ = now;
    log_event(LogLevel::error, "index_not_read", {{"why", error.message}});
  }

 private:
  std::mutex mutex_;
  std::string told_;
  Clock::time_point told_at_;
};

struct PulledStream : Stream {
  virtual Result<wire::Response> next(search::Snapshot& snapshot, const search::Budget& budget) = 0;
};

struct Rows : PulledStream {
  explicit Rows(search::ExportRows r) : rows(std::move(r)) {}
  Result<wire::Response> next(search::Snapshot& snapshot, const search::Budget& budget) override {
    auto page = rows.next(snapshot, budget);
    if (!page) return page.error();
    return wire::Response{std::move(page->rest), std::nullopt, std::move(page->rows)};
  }
  search::ExportRows rows;
};

struct Subscribed : PulledStream {
  explicit Subscribed(search::Subscription s) : subscription(std::move(s)) {}
  bool endless() const override { return true; }
  bool idle() const override { return subscription.idle(); }
  Result<wire::Response> next(search::Snapshot& snapshot, const search::Budget& budget) override {
    auto frame = subscription.next(snapshot, budget);
    if (!frame) return frame.error();
    return wire::Response{std::move(*frame), std::nullopt};
  }
  search::Subscription subscription;
};

template <class Kind, class Begun>
Result<std::unique_ptr<Stream>> stream_of(Begun begun) {
  if (!begun) return begun.error();
  return std::unique_ptr<Stream>(std::make_unique<Kind>(std::move(*begun)));
}

class IndexHandler : public Handler {
 public:
  IndexHandler(std::filesystem::path index, const Limits& limits,
               std::shared_ptr<search::Columns> columns, std::shared_ptr<search::SpeakerBook> book,
               std::shared_ptr<IndexNews> news, search::Snapshot snapshot)
      : index_(std::move(index)),
        limits_(limits),
        columns_(std::move(columns)),
        book_(std::move(book)),
        news_(std::move(news)),
        snapshot_(std::move(snapshot)) {}

  wire::Response answer(const wire::Request& request, const search::Budget& budget) override {
    renew();
    wire::Response response = search::answer(request, snapshot_, budget);
    if (response.error) look_at(*response.error);
    if (book_) log_news_of(*book_);
    if (request.method->name == "hello") tell_limits(response.result);
    return response;
  }

  Result<std::unique_ptr<Stream>> open_stream(const wire::Request& request,
                                              const search::Budget& budget) override {
    renew();
    auto stream =
        request.method->name == "subscribe"
            ? stream_of<Subscribed>(search::Subscription::start(request, snapshot_, budget))
            : stream_of<Rows>(search::ExportRows::start(request, snapshot_, budget));
    if (!stream) look_at(stream.error());
    return stream;
  }

  wire::Response next_frame(Stream& stream, const search::Budget& budget) override {
    renew();
    auto frame = dynamic_cast<PulledStream&>(stream).next(snapshot_, budget);
    if (!frame) {
      look_at(frame.error());
      return {{}, frame.error()};
    }
    return std::move(*frame);
  }

 private:
  void tell_limits(boost::json::object& hello) const {
    boost::json::object& limits = hello["limits"].as_object();
    limits["line_bytes"] = limits_.max_line_bytes;
    limits["body_bytes"] = limits_.max_body_bytes;
    limits["in_flight"] = limits_.max_in_flight;
    limits["deadline_ms"] = limits_.request_deadline.count();
  }

  void look_at(const Error& error) {
    if (!spoils_snapshot(error.code)) return;
    spoiled_ = true;
    news_->tell(error);
  }

  void renew() {
    constexpr std::chrono::seconds kBetween{1};
    if (!spoiled_ || Clock::now() < renewed_ + kBetween) return;
    renewed_ = Clock::now();
    if (auto opened = search::Snapshot::open(index_, columns_, book_)) {
      snapshot_ = std::move(*opened);
      spoiled_ = false;
    }
  }

  std::filesystem::path index_;
  Limits limits_;
  std::shared_ptr<search::Columns> columns_;
  std::shared_ptr<search::SpeakerBook> book_;
  std::shared_ptr<IndexNews> news_;
  search::Snapshot snapshot_;
  bool spoiled_ = false;
  Clock::time_point renewed_ = Clock::now();
};

}  // namespace

void log_news_of(search::SpeakerBook& book) {
  const auto news = book.take_news();
  if (!news) return;
  if (news->error.empty())
    log_event(
        LogLevel::info, "speakers_read",
        {{"people", std::to_string(news->people)}, {"warnings", std::to_string(news->warnings)}});
  else
    log_event(LogLevel::error, "speakers_not_read",
              {{"why", news->error}, {"people_kept", std::to_string(news->people)}});
}

HandlerFactory index_handlers(std::filesystem::path index, const Limits& limits,
                              std::shared_ptr<search::SpeakerBook> book) {
  auto columns = std::make_shared<search::Columns>(limits.max_column_bytes);
  return [index = std::move(index), limits, columns = std::move(columns), book = std::move(book),
          news = std::make_shared<IndexNews>()]() -> Result<std::unique_ptr<Handler>> {
    auto snapshot = search::Snapshot::open(index, columns, book);
    if (!snapshot) return snapshot.error();
    return std::unique_ptr<Handler>(
        std::make_unique<IndexHandler>(index, limits, columns, book, news, std::move(*snapshot)));
  };
}

}  // namespace onrecord::net
