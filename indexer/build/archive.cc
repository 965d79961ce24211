// See archive.h.  All of libarchive is here.
#include "indexer/build/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <clocale>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include "indexer/build/interrupt.h"
#include "indexer/formats/encoding.h"
#include "indexer/formats/sniff.h"
#include "proto/store/hash.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kReadBytes = 64u << 10;
constexpr std::size_t kStepBytes = 4096;
/// So much may come of nothing before the ratio says anything.
constexpr std::uint64_t kRatioSlack = 1u << 20;
constexpr std::size_t kMaxNameBytes = 4096;
/// Where "ustar" stands in the first block of a tar, and its size.
constexpr std::size_t kTarMagic = 257;
constexpr std::size_t kTarBlock = 512;

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kMagic = {{
    {"PK\x03\x04", "zip"},
    {"PK\x05\x06", "zip"},
    {"PK\x07\x08", "zip"},
    {"\x1F\x8B", "gzip"},
    {std::string_view("\xFD"
                      "7zXZ\0",
                      6),
     "xz"},
    {"\x28\xB5\x2F\xFD", "zstd"},
    {std::string_view("\x5D\0\0", 3), "lzma"},
    {"\x1F\x9D", "compress"},
}};

/// libarchive makes names of the thread's locale; a program that set none cannot spell most of
/// them.
class Utf8Locale {
 public:
  Utf8Locale() : before_(uselocale(utf8())) {}
  ~Utf8Locale() { uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return made;
  }
  locale_t before_;
};

/// The checksum of a tar's header: the sum of its bytes, its own field taken as spaces.
bool is_tar(std::string_view head) {
  if (head.size() < kTarBlock) return false;
  if (head.substr(kTarMagic).starts_with("ustar")) return true;
  constexpr std::size_t kField = 148;
  constexpr std::size_t kFieldSize = 8;
  unsigned sum = 0;
  unsigned stated = 0;
  for (std::size_t i = 0; i < kTarBlock; ++i)
    sum += i >= kField && i < kField + kFieldSize ? ' ' : static_cast<unsigned char>(head[i]);
  for (const char c : head.substr(kField, kFieldSize))
    if (c >= '0' && c <= '7') stated = stated * 8 + static_cast<unsigned>(c - '0');
  return head[0] != '\0' && stated != 0 && sum == stated;
}

/// Calls \a fn with each part of a name, whatever separates them.
template <class Fn>
bool any_part(std::string_view name, Fn fn) {
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", at), name.size());
    if (fn(name.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

std::string refused_name(std::string_view name) {
  if (name.empty()) return "has no name";
  if (name.size() > kMaxNameBytes)
    return "its name of " + std::to_string(name.size()) + " bytes is longer than " +
           std::to_string(kMaxNameBytes);
  const bool drive =
      name.size() > 1 && name[1] == ':' && ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z');
  if (name.front() == '/' || name.front() == '\\' || drive)
    return "its name is absolute: it leads out of the archive";
  if (any_part(name, [](std::string_view part) { return part == ".."; }))
    return "its name leads out of the archive, through '..'";
  return "";
}

std::string kind_of(unsigned type) {
  switch (type) {
    case AE_IFLNK:
      return "a symbolic link";
    case AE_IFBLK:
      return "a block device";
    case AE_IFCHR:
      return "a character device";
    case AE_IFIFO:
      return "a named pipe";
    case AE_IFSOCK:
      return "a socket";
    default:
      return "of an unknown kind";
  }
}

}  // namespace

std::string_view container_kind(std::string_view head) {
  for (const auto& [magic, kind] : kMagic)
    if (head.starts_with(magic)) return kind;
  // "BZh" is too little; a block or the end of the stream follows.
  if (head.starts_with("BZh") && head.size() >= 10 &&
      (head.substr(4, 6) == "1AY&SY" || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"))
    return "bzip2";
  return is_tar(head) ? "tar" : "";
}

std::string uncompressed_name(std::string_view name) {
  for (const std::string_view ending : {".gz", ".bz2", ".xz", ".zst", ".lzma", ".Z"})
    if (name.size() > ending.size() && formats::has_ending(name, {ending == ".Z" ? ".z" : ending}))
      return std::string(name.substr(0, name.size() - ending.size()));
  return std::string(name);
}

struct Archive::State {
  struct Close {
    void operator()(archive* a) const { archive_read_free(a); }
  };

  std::string head;
  ByteSource* source = nullptr;
  const FileSource* file = nullptr;  ///< Where offsets may be jumped to.
  ArchiveLimits limits;
  std::shared_ptr<std::uint64_t> unpacked;
  std::string buffer;
  std::uint64_t offset = 0;  ///< In the file.
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  std::uint64_t entries = 0;
  std::uint64_t members = 0;
  bool head_given = false;
  bool stream = false;
  bool capped = true;  ///< The total counts.
  bool fatal = false;  ///< Nothing more comes: the end, or a problem.
  bool open_member = false;
  std::unordered_map<std::uint64_t, std::uint32_t> names;  ///< How many members had this one yet.
  archive_entry* first = nullptr;  ///< Read when the archive was opened, not yet given.
  std::string problem;
  std::unique_ptr<archive, Close> reader;

  static la_ssize_t give(archive* a, void* data, const void** bytes) {
    auto& self = *static_cast<State*>(data);
    if (self.file != nullptr) {
      self.buffer.resize(kReadBytes);
      const ssize_t got = self.file->read_at(self.buffer.data(), kReadBytes, self.offset);
      if (got < 0) {
        archive_set_error(a, EIO, "cannot be read");
        return ARCHIVE_FATAL;
      }
      self.offset += static_cast<std::uint64_t>(got);
      self.in = std::max(self.in, self.offset);
      *bytes = self.buffer.data();
      return got;
    }
    if (!std::exchange(self.head_given, true) && !self.head.empty()) {
      *bytes = self.head.data();
      self.in += self.head.size();
      return static_cast<la_ssize_t>(self.head.size());
    }
    self.buffer.clear();
    if (!self.source->read_into(self.buffer) && !self.source->problem().empty()) {
      archive_set_error(a, EIO, "%s", self.source->problem().c_str());
      return ARCHIVE_FATAL;
    }
    self.in += self.buffer.size();
    *bytes = self.buffer.data();
    return static_cast<la_ssize_t>(self.buffer.size());
  }
  static la_int64_t skip(archive*, void* data, la_int64_t request) {
    static_cast<State*>(data)->offset += static_cast<std::uint64_t>(request);
    return request;
  }
  static la_int64_t seek(archive*, void* data, la_int64_t offset, int whence) {
    auto& self = *static_cast<State*>(data);
    const auto base = whence == SEEK_SET   ? la_int64_t{0}
                      : whence == SEEK_CUR ? static_cast<la_int64_t>(self.offset)
                                           : static_cast<la_int64_t>(self.file->size());
    if (base + offset < 0) return ARCHIVE_FATAL;
    self.offset = static_cast<std::uint64_t>(base + offset);
    return base + offset;
  }

  std::string message() const {
    const char* words = archive_error_string(reader.get());
    return words != nullptr ? words : "damaged";
  }

  void end(std::string why) {
    fatal = true;
    problem = std::move(why);
  }

  /// The next header: an entry, or nothing at the end and after a problem.
  archive_entry* header() {
    if (fatal) return nullptr;
    if (first != nullptr) return std::exchange(first, nullptr);
    for (int tries = 0; tries < 100; ++tries) {
      archive_entry* entry = nullptr;
      const int result = archive_read_next_header(reader.get(), &entry);
      if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
        ++entries;
        return entry;
      }
      if (result == ARCHIVE_EOF) {
        fatal = true;
        if (entries == 0) problem = "holds no files";
        return nullptr;
      }
      if (result != ARCHIVE_RETRY) break;
    }
    end("is damaged behind " + std::to_string(entries) + " members: " + message());
    return nullptr;
  }

  /// Whether what was unpacked so far is within the caps.
  bool within_caps() {
    if (out > kRatioSlack && out / limits.max_ratio > in) {
      end("unpacks to more than " + std::to_string(limits.max_ratio) +
          " times its size: refused as a bomb");
    } else if (capped && *unpacked > limits.max_unpacked) {
      end("unpacks to more than " + std::to_string(limits.max_unpacked >> 20) +
          " MB in total (--max-unpacked-megabytes)");
    }
    return !fatal;
  }

  /// A zip's directory lets a member be left out unread; all others are read past, under the caps.
  void leave_member() {
    if (!std::exchange(open_member, false)) return;
    if (file != nullptr || archive_filter_count(reader.get()) == 1) return;
    std::array<char, 16384> rest{};
    while (!fatal && !interrupted() && read(rest.data(), rest.size()) > 0) {
    }
  }

  /// libarchive drops what it has unpacked when damage follows in the same call: small ones.
  ssize_t read(char* bytes, std::size_t size) {
    std::size_t filled = 0;
    while (!fatal && problem.empty() && filled < size) {
      const la_ssize_t got =
          archive_read_data(reader.get(), bytes + filled, std::min(kStepBytes, size - filled));
      if (got == 0) break;
      if (got < 0) {
        problem = "is damaged: " + message();
        fatal = got == ARCHIVE_FATAL;
        break;
      }
      filled += static_cast<std::size_t>(got);
      out += static_cast<std::uint64_t>(got);
      *unpacked += static_cast<std::uint64_t>(got);
      if (!within_caps()) break;
    }
    return filled == 0 && !problem.empty() ? -1 : static_cast<ssize_t>(filled);
  }
};

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::~Archive() = default;

Result<std::unique_ptr<Archive>> Archive::open(std::string head, ByteSource& source,
                                               const FileSource* file, const ArchiveLimits& limits,
                                               std::shared_ptr<std::uint64_t> unpacked,
                                               Nesting nesting) {
  const Utf8Locale locale;
  const std::string_view kind = container_kind(head);
  auto state = std::make_unique<State>();
  state->source = &source;
  state->file = kind == "zip" ? file : nullptr;
  state->limits = limits;
  state->unpacked = std::move(unpacked);
  state->head = std::move(head);
  state->reader.reset(archive_read_new());
  archive* reader = state->reader.get();
  for (const auto enable : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
                            archive_read_support_filter_xz, archive_read_support_filter_zstd,
                            archive_read_support_filter_lzma, archive_read_support_filter_compress,
                            archive_read_support_format_zip, archive_read_support_format_tar,
                            archive_read_support_format_empty, archive_read_support_format_raw})
    if (enable(reader) == ARCHIVE_FATAL)
      return Error{Errc::internal, "libarchive: " + state->message(), 0};
  archive_read_set_callback_data(reader, state.get());
  archive_read_set_read_callback(reader, &State::give);
  if (state->file != nullptr) {
    archive_read_set_skip_callback(reader, &State::skip);
    archive_read_set_seek_callback(reader, &State::seek);
  }
  const std::string damaged = "damaged " + std::string(kind) + ": ";
  if (archive_read_open1(reader) != ARCHIVE_OK)
    return Error{Errc::invalid, damaged + state->message(), 0};
  const int filters = archive_filter_count(reader) - 1;  // The last one is the bytes themselves.
  if (filters > limits.max_filters)
    return Error{Errc::limit,
                 "compressed " + std::to_string(filters) + " times over: expected at most " +
                     std::to_string(limits.max_filters),
                 0};
  state->first = state->header();
  if (!state->problem.empty() && state->entries > 0)
    return Error{Errc::invalid, damaged + state->message(), 0};
  state->stream = archive_format(reader) == ARCHIVE_FORMAT_RAW;
  if (state->stream && filters == 0)
    return Error{Errc::invalid, damaged + "begins as one and goes on as something else", 0};
  state->capped = nesting == Nesting::inside || !state->stream;
  return std::unique_ptr<Archive>(new Archive(std::move(state)));
}

bool Archive::is_stream() const { return state_->stream; }

std::optional<Member> Archive::next() {
  const Utf8Locale locale;
  State& state = *state_;
  for (;;) {
    state.leave_member();
    if (state.fatal || interrupted()) return std::nullopt;
    state.problem.clear();
    archive_entry* entry = state.header();
    if (entry == nullptr) return std::nullopt;
    state.open_member = true;
    if (archive_entry_filetype(entry) == AE_IFDIR) continue;
    if (++state.members > state.limits.max_members) {
      state.end("holds more than " + std::to_string(state.limits.max_members) + " members");
      return std::nullopt;
    }
    Member member;
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr) name = archive_entry_pathname_utf8(entry);
    member.name = formats::decode_text(name != nullptr ? name : "").text;
    while (member.name.starts_with("./")) member.name.erase(0, 2);
    member.namesake = ++state.names[store::hash64(member.name)];
    member.mtime_ns =
        std::int64_t{archive_entry_mtime(entry)} * 1'000'000'000 + archive_entry_mtime_nsec(entry);
    const auto type = static_cast<unsigned>(archive_entry_filetype(entry));
    const char* target = archive_entry_hardlink(entry);
    if (std::string reason = refused_name(member.name); !reason.empty())
      member.refused = std::move(reason);
    else if (target != nullptr)
      member.covered = "is a link to '" + formats::decode_text(target).text +
                       "', which is read at its own place";
    else if (type != AE_IFREG && type != 0)
      member.refused = "is " + kind_of(type) + ", not a file";
    else if (archive_entry_is_data_encrypted(entry) != 0)
      member.refused = "is encrypted";
    else if (any_part(member.name, [](std::string_view part) { return part.starts_with('.'); }) ||
             member.name.starts_with("__MACOSX/"))
      member.covered = "hidden: its name begins with a dot";
    return member;
  }
}

ssize_t Archive::read(char* buffer, std::size_t size) {
  const Utf8Locale locale;
  return state_->read(buffer, size);
}

const std::string& Archive::problem() const { return state_->problem; }
std::uint64_t Archive::members() const { return state_->members; }

ssize_t MemberSource::fill(char* buffer, std::size_t size, std::string& problem) {
  const ssize_t got = archive_.read(buffer, size);
  if (got < 0) problem = archive_.problem();
  return got;
}

UnpackedSource::UnpackedSource(std::unique_ptr<ByteSource> packed, std::unique_ptr<Archive> archive)
    : packed_(std::move(packed)), archive_(std::move(archive)) {}

ssize_t UnpackedSource::fill(char* buffer, std::size_t size, std::string& problem) {
  const ssize_t got = archive_->read(buffer, size);
  if (got < 0) problem = archive_->problem();
  return got;
}

std::uint64_t UnpackedSource::kept_size() const {
  packed_->drain();
  return packed_->kept_size();
}

std::string UnpackedSource::kept_sha256() {
  packed_->drain();
  return packed_->kept_sha256();
}

}  // namespace onrecord::build
