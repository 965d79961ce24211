// See pieces.h.
#include "indexer/build/pieces.h"

#include <algorithm>
#include <utility>

#include "indexer/build/interrupt.h"
#include "indexer/build/sidecar.h"
#include "indexer/formats/sniff.h"
#include "proto/text/utf8.h"

namespace onrecord::build {
namespace {

/// An archive's reader: another one when a format among its members is read otherwise, or by
/// another converter, or when more of it may be unpacked.
std::string archive_reader(std::string_view kind, const CutLimits& limits) {
  std::string all = std::to_string(limits.archive.max_unpacked) + ' ';
  for (const formats::Format& format : formats::formats())
    all.append(format.name).append("/").append(format.version).append(" ");
  for (const Converter& converter : limits.converters) {
    all += converter.type + '=';
    for (const std::string& word : converter.command) all.append(word).push_back('\0');
  }
  return std::string(kind) + "/1+" + store::sha256_hex(all).substr(0, 8);
}

}  // namespace

Cutter::Cutter(const std::vector<std::string>& named, CutHooks hooks, CutLimits limits)
    : walk_(named, hooks.index, hooks.only), hooks_(std::move(hooks)), limits_(std::move(limits)) {}
Cutter::~Cutter() = default;

std::optional<Piece> Cutter::next() {
  while (!job_) {
    if (interrupted()) return std::nullopt;
    std::optional<Piece> piece;
    if (!levels_.empty()) {
      piece = next_member();
    } else {
      const auto step = walk_.next();
      done_ = !step;
      if (!step) return std::nullopt;
      if (const auto* left_out = std::get_if<LeftOut>(&*step)) {
        piece.emplace().left_out = *left_out;
      } else {
        piece = begin_file(std::get<FoundFile>(*step));
      }
    }
    if (interrupted()) return std::nullopt;
    if (piece) return piece;
  }
  if (interrupted()) return std::nullopt;
  std::optional<Piece> piece = job_->format->by_line ? cut_line_piece() : whole_file();
  if (interrupted() && source_ && !source_->at_end())
    return std::nullopt;  // The file stays unfinished: nothing is said of it.
  return piece;
}

std::optional<Piece> Cutter::begin_file(const FoundFile& file) {
  if (const std::string name = file.is_stdin() ? "" : described_by(file.path); !name.empty()) {
    Piece piece;
    piece.left_out = {
        file.path, "describes '" + name + "', which is read with it", LeftOut::Loss::covered, {}};
    return piece;
  }
  job_ = std::make_shared<FileJob>();
  job_->file = file;
  job_->options = hooks_.options(file);
  unpacked_ = std::make_shared<std::uint64_t>(0);
  depth_ = 0;
  std::string problem;
  auto opened = FileSource::open(file, problem, hooks_.given_up);
  if (!opened && !file.is_stdin() && is_gone(file.path)) {
    job_.reset();
    Piece piece;
    piece.left_out = went_away(file.path);
    return piece;
  }
  if (!opened) return refuse(std::move(problem));
  job_->mtime_ns = opened->mtime_ns();
  FileSource* const source = opened.get();
  source_ = std::move(opened);
  return begin(source);
}

/// The next member of the innermost archive, or its end.
std::optional<Piece> Cutter::next_member() {
  Level& level = levels_.back();
  depth_ = static_cast<int>(levels_.size());
  const auto member = level.archive->next();
  if (!member) return end_archive();
  return begin_member(*member);
}

std::optional<Piece> Cutter::begin_member(const Member& member) {
  const Level& level = levels_.back();
  const FileJob& around = *level.job;
  // Each has a row of its own in the ledger; their articles' ids tell namesakes not apart.
  const std::string own =
      member.name + (member.namesake > 1 ? " (" + std::to_string(member.namesake) + ")" : "");
  const std::string name = around.file.member.empty() ? own : around.file.member + "!/" + own;
  if (!member.covered.empty()) {
    Piece piece;
    piece.left_out = {around.file.path, member.covered, LeftOut::Loss::covered, name};
    return piece;
  }
  job_ = std::make_shared<FileJob>();
  job_->file = around.file;
  job_->file.member = name;
  job_->mtime_ns = member.mtime_ns;
  job_->options = around.options;
  job_->options.member = name;
  job_->options.name = member.name;
  job_->options.relative_path += "!/" + member.name;
  job_->options.sidecar.clear();
  if (!member.refused.empty()) return refuse(member.refused);
  source_ = std::make_unique<MemberSource>(*level.archive);
  return begin(nullptr);
}

/// Whether something could be read.  What is wrong behind the head comes to light later.
bool Cutter::read_head() {
  at_ = {};
  pending_.clear();
  while (pending_.size() < limits_.head_bytes && (pending_.empty() || source_->has_more_now()) &&
         source_->read_into(pending_)) {
  }
  return !pending_.empty() || source_->problem().empty();
}

/// Looks at what source_ gives and settles how it is read: job_ goes on being cut, or an archive
/// was opened, or there is a last piece of it.
std::optional<Piece> Cutter::begin(FileSource* file) {
  if (!read_head()) return refuse(source_->problem());
  if (pending_.empty()) return refuse("the file is empty");
  const std::string_view head = std::string_view(pending_).substr(0, limits_.head_bytes);
  const auto format = formats::choose_format(head, job_->options);
  if (const formats::ForeignType* type = formats::foreign_type(head)) use_converter(*type);
  const std::string_view kind =
      job_->converter.empty() && formats::foreign_type(head) == nullptr ? container_kind(head) : "";
  if (!kind.empty() && !(format && (*format)->is_archive)) return unpack(kind, file);
  if (format && job_->converter.empty()) {
    job_->format = *format;
    job_->reader = std::string((*format)->name) + "/" + std::string((*format)->version);
  }
  if (file != nullptr)
    if (auto known = known_piece(*file)) return known;
  if (job_->format != nullptr) return std::nullopt;
  source_->drain();
  return refuse(format.error().message);
}

/// Has the file turned into text, when there is a converter for its kind.
void Cutter::use_converter(const formats::ForeignType& type) {
  for (const Converter& converter : limits_.converters) {
    if (converter.type != type.name) continue;
    formats::ReadOptions text;
    text.format = "text";
    const auto format = formats::choose_format("text", text);
    if (!format) return;
    std::string words;
    for (const std::string& word : converter.command) words += word + '\0';
    job_->format = *format;
    job_->converter = converter.command;
    job_->reader = std::string((*format)->name) + "/" + std::string((*format)->version) + "+" +
                   std::string(type.name) + ":" + store::sha256_hex(words).substr(0, 8);
    return;
  }
}

/// The one piece of a file that has not changed since it was last read.
std::optional<Piece> Cutter::known_piece(const FileSource& file) {
  if (!hooks_.may_be_known || !hooks_.may_be_known(*job_, file.size())) return std::nullopt;
  const std::string sha256 = file.hash_ahead();
  if (sha256.empty() || !hooks_.is_known(*job_, file.size(), sha256)) return std::nullopt;
  job_->known = true;
  job_->size = file.size();
  job_->sha256 = sha256;
  Piece piece;
  piece.last = true;
  piece.job = std::exchange(job_, nullptr);
  source_.reset();
  return piece;
}

/// Opens what source_ gives as an archive; of a compressed file what it holds is read in its place.
std::optional<Piece> Cutter::unpack(std::string_view kind, FileSource* file) {
  const auto refuse_packed = [&](std::string reason) {
    source_->drain();
    return refuse(std::move(reason));
  };
  if (++depth_ > limits_.archive.max_depth)
    return refuse_packed(std::string(kind) + " inside " +
                         std::to_string(limits_.archive.max_depth) +
                         " others: nested too deep to be read");
  const bool is_stdin = job_->file.is_stdin();
  // What comes out of a stream is no longer the file.
  FileSource* const seekable = is_stdin || depth_ > 1 ? nullptr : file;
  auto archive = Archive::open(std::move(pending_), *source_, seekable, limits_.archive, unpacked_,
                               depth_ == 1 ? Nesting::outermost : Nesting::inside);
  pending_.clear();
  if (!archive) return refuse_packed(archive.error().message);
  if ((*archive)->is_stream()) {
    formats::ReadOptions& options = job_->options;
    options.name = uncompressed_name(options.name.empty() ? options.path : options.name);
    source_ = std::make_unique<UnpackedSource>(std::move(source_), std::move(*archive));
    return begin(file);
  }
  if (is_stdin) return refuse_packed(std::string(kind) + " on standard input: name it as a file");
  job_->reader = archive_reader(kind, limits_);
  if (file != nullptr)
    if (auto known = known_piece(*file)) return known;
  levels_.push_back({std::exchange(job_, nullptr), std::move(source_), std::move(*archive), file});
  return std::nullopt;
}

/// The last piece of the innermost archive: its own row.
Piece Cutter::end_archive() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  job_ = std::move(level.job);
  job_->problem = level.archive->problem();
  job_->archive = level.archive->members() > 0;
  if (!job_->archive && job_->problem.empty()) job_->problem = "holds no files";
  level.archive.reset();
  if (level.file != nullptr) {
    job_->size = level.file->size();
    job_->sha256 = level.file->hash_ahead();
  } else {
    level.source->drain();
    job_->size = level.source->kept_size();
    job_->sha256 = level.source->kept_sha256();
  }
  Piece piece;
  piece.last = true;
  piece.job = std::exchange(job_, nullptr);
  return piece;
}

Piece Cutter::cut_line_piece() {
  Piece piece;
  piece.start = at_;
  const std::size_t max_line = job_->options.max_line_bytes;
  std::size_t cut = std::string::npos;  // just behind the last line end
  std::size_t searched = 0;
  for (;;) {
    const std::size_t found = std::string_view(pending_).substr(searched).rfind('\n');
    if (found != std::string_view::npos) cut = searched + found + 1;
    searched = pending_.size();
    const bool enough = pending_.size() >= limits_.piece_bytes || !source_->has_more_now();
    if (cut != std::string::npos && enough) break;
    if (cut == std::string::npos && pending_.size() > max_line) {
      skip_long_line(piece);
      return source_->at_end() && pending_.empty() ? finish(std::move(piece)) : piece;
    }
    if (!source_->read_into(pending_)) {
      cut = pending_.size();
      break;
    }
  }
  piece.bytes = pending_.substr(0, cut);
  pending_.erase(0, cut);
  at_.byte += cut;
  at_.line += static_cast<std::uint64_t>(std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
  at_.record = at_.line;
  piece.cost = piece.bytes.size();
  if (source_->at_end() && pending_.empty()) return finish(std::move(piece));
  piece.job = job_;
  return piece;
}

/// Reads on to the end of a line that is too long to be handed over, keeping none of it.
void Cutter::skip_long_line(Piece& piece) {
  formats::Reject reject;
  reject.record = at_.record + 1;
  reject.line = at_.line + 1;
  reject.byte_begin = at_.byte;
  std::size_t end = std::string::npos;
  std::uint64_t skipped = 0;
  while ((end = pending_.find('\n')) == std::string::npos) {
    skipped += pending_.size();
    pending_.clear();
    if (!source_->read_into(pending_)) break;
  }
  const std::size_t rest = end == std::string::npos ? pending_.size() : end;
  reject.byte_end = reject.byte_begin + skipped + rest;
  reject.reason = "line " + std::to_string(reject.line) + ": expected at most " +
                  std::to_string(job_->options.max_line_bytes) + " bytes, got " +
                  std::to_string(reject.byte_end - reject.byte_begin);
  piece.rejects.push_back(std::move(reject));
  const std::size_t cut = end == std::string::npos ? rest : rest + 1;
  pending_.erase(0, cut);
  at_.byte = piece.rejects.back().byte_end + (cut - rest);
  at_.record = ++at_.line;
  piece.job = job_;
}

std::optional<Piece> Cutter::whole_file() {
  while (pending_.size() <= limits_.max_whole_bytes && source_->read_into(pending_)) {
  }
  if (pending_.size() > limits_.max_whole_bytes) {
    const std::string limit = std::to_string(limits_.max_whole_bytes >> 20);
    const std::string problem =
        "expected at most " + limit + " MB in a file of type " + std::string(job_->format->name) +
        ", got more; split it, or write it as JSON Lines, which have no such limit";
    source_->drain();
    return refuse(problem);
  }
  // Half of an article must not pass for the whole.
  if (!source_->problem().empty()) return refuse(source_->problem());
  if (!source_->at_end()) return std::nullopt;  // Interrupted.
  Piece piece;
  piece.bytes = std::move(pending_);
  piece.cost = piece.bytes.size();
  return finish(std::move(piece));
}

Piece Cutter::finish(Piece piece) {
  piece.last = true;
  job_->problem = source_->problem();
  job_->size = source_->kept_size();
  job_->sha256 = source_->kept_sha256();
  piece.job = std::exchange(job_, nullptr);
  source_.reset();
  pending_.clear();
  return piece;
}

/// One last piece without bytes: nothing of the file is read, \a problem says why.
Piece Cutter::refuse(std::string problem) {
  job_->format = nullptr;
  if (source_) {
    job_->size = source_->kept_size();
    job_->sha256 = source_->kept_sha256();
  }
  job_->problem = std::move(problem);
  Piece piece;
  piece.last = true;
  piece.job = std::exchange(job_, nullptr);
  source_.reset();
  pending_.clear();
  return piece;
}

bool read_articles(const Piece& piece, const formats::Sink& sink) {
  if (!piece.job || piece.job->format == nullptr || piece.bytes.empty()) return true;
  const FileJob& job = *piece.job;
  formats::ReadOptions options = job.options;
  options.start = piece.start;
  if (job.converter.empty()) {
    job.format->read(piece.bytes, options, sink);
    return true;
  }
  const auto text = convert(job.converter, piece.bytes);
  if (interrupted()) return false;
  if (!text) {
    sink.reject(formats::Reject{0, 0, 0, piece.bytes.size(), text.error().message});
    return true;
  }
  // What is kept is said of the file itself, not of the text between.
  const std::string sha256 = store::sha256_hex(piece.bytes);
  options.name.clear();
  job.format->read(*text, options,
                   {[&](Article&& article) {
                      article.provenance.byte_begin = 0;
                      article.provenance.byte_end = piece.bytes.size();
                      article.provenance.source_sha256 = sha256;
                      article.provenance.reader = job.reader;
                      sink.article(std::move(article));
                    },
                    [&](formats::Reject&& reject) {
                      reject.byte_begin = 0;
                      reject.byte_end = piece.bytes.size();
                      sink.reject(std::move(reject));
                    }});
  return true;
}

std::string hash_file(const std::string& path) {
  std::string problem;
  const auto source = FileSource::open({path, {}, {}, 0, {}}, problem, {});
  return source ? source->hash_ahead() : "";
}

}  // namespace onrecord::build
