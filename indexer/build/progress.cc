// See progress.h.
#include "indexer/build/progress.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace onrecord::build {
namespace {

using std::chrono::steady_clock;
constexpr auto kTerminalEvery = std::chrono::milliseconds(100);
constexpr auto kPlainEvery = std::chrono::seconds(10);
constexpr std::size_t kColumns = 80;

double seconds_of(steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

template <class... Args>
std::string formatted(const char* format, Args... args) {
  std::array<char, 256> line;
  const int length = std::snprintf(line.data(), line.size(), format, args...);
  return std::string(line.data(),
                     std::min(static_cast<std::size_t>(std::max(length, 0)), line.size() - 1));
}

/// 950, 12.3k, 4.57M: three digits at least.
std::string short_count(double count) {
  if (count < 1e4) return formatted("%.0f", count);
  if (count < 1e6) return formatted("%.1fk", count / 1e3);
  return formatted("%.2fM", count / 1e6);
}

std::string clock_time(double seconds) {
  const auto total = static_cast<unsigned long>(std::max(0.0, seconds) + 0.5);
  if (total >= 3600) return formatted("%lu:%02lu:%02lu", total / 3600, total / 60 % 60, total % 60);
  return formatted("%lu:%02lu", total / 60, total % 60);
}

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

/// "2 new versions", and the older ones where there are any.
std::string versions(const Tally& tally) {
  std::string told = grouped(tally.new_versions) + " new versions";
  if (tally.older_versions > 0) told += ", " + grouped(tally.older_versions) + " older versions";
  return told;
}

constexpr std::array<std::pair<std::string_view, std::uint64_t Tally::*>, 15> kCounts = {{
    {"files_read", &Tally::files_read},
    {"files_unchanged", &Tally::files_unchanged},
    {"files_rejected", &Tally::files_rejected},
    {"files_unread", &Tally::files_unread},
    {"files_left_out", &Tally::files_left_out},
    {"added", &Tally::added},
    {"new_versions", &Tally::new_versions},
    {"older_versions", &Tally::older_versions},
    {"unchanged", &Tally::unchanged},
    {"duplicates", &Tally::duplicates},
    {"rejected", &Tally::rejected},
    {"misfits", &Tally::misfits},
    {"still_out", &Tally::still_out},
    {"statements", &Tally::statements},
    {"bytes", &Tally::bytes},
}};

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  for (const auto& [_, member] : kCounts) this->*member += other.*member;
  time += other.time;
  return *this;
}

std::string short_summary(const Tally& tally) {
  const std::uint64_t files = tally.files_read + tally.files_unchanged + tally.files_rejected;
  std::string line = grouped(files) + (files == 1 ? " file: " : " files: ");
  line += grouped(tally.added) + " added, " + versions(tally) + ", " +
          grouped(tally.unchanged + tally.duplicates) + " unchanged";
  if (tally.rejects() > 0) line += ", " + grouped(tally.rejects()) + " rejected";
  return line;
}

std::string progress_line(const Tally& tally, std::uint64_t total_bytes) {
  const double seconds = std::max(seconds_of(tally.time), 0.001);
  const double rate = static_cast<double>(tally.bytes) / seconds;
  std::string line;
  if (total_bytes > 0) {
    const double share =
        std::min(1.0, static_cast<double>(tally.bytes) / static_cast<double>(total_bytes));
    line += formatted("%3.0f%%  ", std::min(share * 100, tally.bytes < total_bytes ? 99.0 : 100.0));
  }
  line += short_count(static_cast<double>(tally.articles())) + " articles";
  if (tally.rejects() > 0)
    line += ", " + short_count(static_cast<double>(tally.rejects())) + " rejected";
  line += formatted("  %.1f MB/s  ", rate / 1e6);
  line += short_count(static_cast<double>(tally.articles()) / seconds) + "/s";
  if (total_bytes > tally.bytes && rate > 0)
    line += "  " + clock_time(static_cast<double>(total_bytes - tally.bytes) / rate) + " left";
  return line.substr(0, kColumns);
}

std::string summary(const Tally& tally) {
  std::string text = "articles: " + grouped(tally.added) + " added, " + versions(tally) + ", " +
                     grouped(tally.unchanged) + " unchanged, " + grouped(tally.duplicates) +
                     " duplicates, " + grouped(tally.rejected) + " rejected\n";
  text += "files:    " + grouped(tally.files_read) + " read, " + grouped(tally.files_unchanged) +
          " unchanged, " + grouped(tally.files_rejected) + " rejected, " +
          grouped(tally.files_left_out) + " left out\n";
  const double seconds = std::max(seconds_of(tally.time), 0.001);
  text += grouped(tally.statements) + (tally.statements == 1 ? " statement; " : " statements; ") +
          formatted("%.1f MB in %.1f s, %.1f MB/s\n", static_cast<double>(tally.bytes) / 1e6,
                    seconds, static_cast<double>(tally.bytes) / 1e6 / seconds);
  if (tally.misfits > 0)
    text += grouped(tally.misfits) +
            " corrections do not fit what was added: 'amend --list' tells which\n";
  if (tally.still_out > 0)
    text +=
        grouped(tally.still_out) + " rejected before are still out: their files have not changed\n";
  return text;
}

std::string summary_json(const Tally& tally) {
  std::string json = "{";
  for (const auto& [name, member] : kCounts)
    json += "\"" + std::string(name) + "\":" + std::to_string(tally.*member) + ",";
  return json + formatted("\"seconds\":%.3f}", seconds_of(tally.time));
}

Progress::Mode Progress::mode_of_stderr() {
  return isatty(STDERR_FILENO) == 1 ? Mode::terminal : Mode::plain;
}

Progress::Progress(Mode mode, std::uint64_t total_bytes)
    : mode_(mode),
      total_bytes_(total_bytes),
      next_(steady_clock::now() + (mode == Mode::plain ? kPlainEvery : kTerminalEvery)) {}

void Progress::show(const Tally& tally) {
  if (mode_ == Mode::silent) return;
  const auto now = steady_clock::now();
  if (now < next_) return;
  next_ = now + (mode_ == Mode::plain ? std::chrono::steady_clock::duration(kPlainEvery)
                                      : kTerminalEvery);
  const std::string line = progress_line(tally, total_bytes_);
  std::fprintf(stderr, mode_ == Mode::plain ? "%s\n" : "\r\033[K%s", line.c_str());
  std::fflush(stderr);
  shown_ = mode_ == Mode::terminal;
}

void Progress::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace onrecord::build
