// See amend.h.
#include "indexer/build/amend.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/build/key_names.h"
#include "indexer/build/understand.h"
#include "proto/store/files.h"
#include "proto/store/guarded.h"
#include "proto/store/hash.h"
#include "proto/store/reader.h"
#include "proto/text/json_out.h"

namespace onrecord::build {
namespace {

using store::Correction;
using store::Corrections;
using store::Fate;

constexpr std::size_t kBatchBytes = 4u << 20;
constexpr std::size_t kBatchArticles = 10'000;

/// What one row decides, or why it decides nothing.
using Decided = Result<std::vector<Correction>>;

/// Holds the rows against an index.
class Resolver {
 public:
  Resolver(const store::Reader& reader, const Corrections& corrections)
      : reader_(reader), corrections_(corrections) {}

  Result<Correction> correction(const AmendRow& row) {
    Correction correction;
    correction.field = row.field;
    correction.value = row.value;
    correction.note = row.note;
    if (row.statement) return of_statement(std::move(correction), *row.statement);
    auto key = resolve_key(reader_, row.target);
    if (!key) return key.error();
    const Understood* article = look_at(*key, {});
    if (article == nullptr) return failure(*key);
    correction.key = std::move(*key);
    correction.given_sha256 =
        store::sha256_hex(store::article_value(as_given(article->article), row.field));
    return correction;
  }

  /// The corrections that \a row takes back.
  Decided taken_back(const AmendRow& row) {
    ArticleKey key;
    if (row.statement) {
      key = row.statement->key;
    } else if (auto named = key_from(row.target);
               named && corrections_.of_article.contains(*named)) {
      key = std::move(*named);
    } else {
      auto resolved = resolve_key(reader_, row.target);
      if (!resolved) return resolved.error();
      key = std::move(*resolved);
    }
    const auto found = store::find_article(reader_, key);
    if (!found) return found.error();
    const auto in_force = corrections_.of(key);
    std::vector<Fate> fates;
    if (*found) fates = understand(**found, in_force).fates;
    std::vector<Correction> taken;
    for (const Correction& correction : in_force) {
      if (correction.field != row.field ||
          correction.statement.has_value() != row.statement.has_value())
        continue;
      const auto fate = std::find_if(fates.begin(), fates.end(), [&](const Fate& one) {
        return one.correction == &correction;
      });
      const bool stands_there =
          fate != fates.end() && fate->at && row.statement && *fate->at == row.statement->span;
      if (!row.statement || stands_there || stood_there(correction, *row.statement))
        taken.push_back(correction);
    }
    return taken;
  }

 private:
  static bool stood_there(const Correction& correction, const StatementName& name) {
    return correction.statement->place == name.place && correction.statement->span == name.span;
  }

  Error failure(const ArticleKey& key) const {
    return failed_.value_or(
        Error{Errc::not_found, "no such article or version in the index: " + key.str(), 0});
  }

  /// With the corrections of the article and none of its statements; nullptr: see failure().
  const Understood* look_at(const ArticleKey& key, std::optional<std::uint32_t> version) {
    if (last_ && last_->article.key == key && (!version || last_->article.version == *version))
      return &*last_;
    last_.reset();
    failed_.reset();
    auto found =
        version ? store::find_article(reader_, key, *version) : store::find_article(reader_, key);
    if (!found) failed_ = found.error();
    if (!found || !*found) return nullptr;
    if (const auto whole = store::verify_text(**found); !whole) {
      failed_ = whole.error();
      return nullptr;
    }
    std::vector<Correction> of_article;
    for (const Correction& correction : corrections_.of(key))
      if (!correction.statement) of_article.push_back(correction);
    last_ = understand(std::move(**found), of_article);
    last_->fates.clear();
    return &*last_;
  }

  Result<Correction> of_statement(Correction correction, const StatementName& name) {
    const Understood* understood = look_at(name.key, name.version);
    if (understood == nullptr) return failure(name.key);
    const auto& statements = understood->statements;
    if (std::none_of(statements.begin(), statements.end(), [&](const Statement& said) {
          return said.place == name.place && said.span == name.span;
        }))
      return Error{Errc::not_found, "expected the id of a statement; none begins and ends there",
                   0};
    const Article& article = understood->article;
    correction.key = name.key;
    correction.statement = {name.version, name.place, name.span,
                            store::place_sha256(article, name.place)};
    correction.given_sha256 =
        store::sha256_hex(name.span.of(store::place_text(article, name.place)));
    return correction;
  }

  const store::Reader& reader_;
  const Corrections& corrections_;
  std::optional<Understood> last_;
  std::optional<Error> failed_;
};

/// Tells two targets apart.
auto target_order(const Correction& correction) {
  const store::AmendedPlace at = correction.statement.value_or(store::AmendedPlace{});
  return std::tuple(correction.key, correction.field, correction.statement.has_value(), at.place,
                    at.span.begin, at.span.end, at.text_sha256);
}

/// The decisions of one file.
class Decisions {
 public:
  explicit Decisions(const Corrections& corrections) : corrections_(corrections) {}

  std::optional<Error> set(Correction&& correction, std::size_t line) {
    keys_.insert(correction.key);
    const auto [at, is_new] =
        lines_.try_emplace(target_order(correction), Row{line, correction.value});
    if (!is_new) {
      if (at->second.value != correction.value)
        return Error{Errc::invalid,
                     "line " + std::to_string(at->second.line) + " corrects the same to '" +
                         at->second.value + "'",
                     0};
      ++report_.unchanged;
      return std::nullopt;
    }
    const auto in_force = corrections_.of(correction.key);
    const bool known = std::any_of(in_force.begin(), in_force.end(), [&](const Correction& old) {
      return same_target(old, correction) && old.value == correction.value &&
             old.note == correction.note && old.given_sha256 == correction.given_sha256;
    });
    ++(known ? report_.unchanged : report_.decided);
    if (!known) set_.push_back(std::move(correction));
    return std::nullopt;
  }

  void take_back(std::vector<Correction>&& corrections) {
    if (corrections.empty()) ++report_.unchanged;
    for (Correction& correction : corrections) {
      keys_.insert(correction.key);
      if (!lines_.try_emplace(target_order(correction), Row{}).second) continue;
      ++report_.decided;
      taken_back_.push_back(std::move(correction));
    }
  }

  Result<AmendReport> append(const std::filesystem::path& index, std::int64_t now) {
    if (auto appended = store::append_corrections(index, set_, taken_back_, now); !appended)
      return appended.error();
    report_.keys.assign(keys_.begin(), keys_.end());
    return std::move(report_);
  }

 private:
  struct Row {
    std::size_t line = 0;
    std::string value;
  };
  const Corrections& corrections_;
  std::map<decltype(target_order(std::declval<Correction>())), Row> lines_;
  std::set<ArticleKey> keys_;
  std::vector<Correction> set_;
  std::vector<Correction> taken_back_;
  AmendReport report_;
};

/// Prints corrections with what became of them.
class Teller {
 public:
  Teller(Tell what, Form form) : what_(what), form_(form) {
    if (form == Form::tsv) list_.printed = "target\tfield\tvalue\tnote\tstate\treason\n";
  }

  void tell(const Fate& fate, std::uint32_t version, std::string_view state) {
    if (!fate.misfit.empty()) ++list_.misfits;
    if (what_ == Tell::misfits && fate.misfit.empty()) return;
    const Correction& correction = *fate.correction;
    const std::string target = target_of(correction, fate, version);
    const std::string_view field = name_of(correction.field);
    std::string& out = list_.printed;
    if (form_ == Form::json) {
      text::JsonOut json(out);
      json.open('{').key("target").string(target).key("field").string(field);
      json.key("value").string(correction.value).key("note").string(correction.note);
      json.key("state").string(state).key("reason").string(fate.misfit);
      json.key("when").number(correction.when).close('}');
      out += '\n';
    } else if (form_ == Form::tsv) {
      out += store::escape_field(target) + '\t' + std::string(field) + '\t' +
             store::escape_field(correction.value) + '\t' + store::escape_field(correction.note) +
             '\t' + std::string(state) + '\t' + fate.misfit + '\n';
    } else {
      out += std::string(state) + std::string(9 - std::min<std::size_t>(state.size(), 8), ' ') +
             target + "  " + std::string(field) + ": " + correction.value;
      if (!correction.note.empty()) out += "  (" + correction.note + ")";
      if (!fate.misfit.empty()) out += "  -- " + fate.misfit;
      out += '\n';
    }
  }
  CorrectionList take() { return std::move(list_); }

 private:
  Tell what_;
  Form form_;
  CorrectionList list_;
};

Result<void> tell_article(const store::Reader& reader, const Corrections& corrections,
                          const ArticleKey& key, Teller& teller) {
  const auto in_force = corrections.of(key);
  if (in_force.empty()) return {};
  auto found = store::find_article(reader, key);
  if (!found) return found.error();
  if (!*found) {
    for (const Correction& correction : in_force)
      teller.tell({&correction, "the article is not in the index", {}}, 0, "gone");
    return {};
  }
  const bool waits =
      std::binary_search(corrections.pending.begin(), corrections.pending.end(), key);
  const Understood understood = understand(std::move(**found), in_force);
  for (const Fate& fate : understood.fates)
    teller.tell(fate, understood.article.version,
                !fate.misfit.empty() ? "changed"
                : waits              ? "pending"
                                     : "applied");
  return {};
}

}  // namespace

Result<AmendReport> decide_corrections(const std::filesystem::path& index, std::string_view text,
                                       Amend what, std::int64_t now) {
  auto reader = store::open_reader(index);
  if (!reader) return reader.error();
  const auto corrections = store::read_corrections(index);
  if (!corrections) return corrections.error();
  AmendRows read = read_amend_rows(text, what);
  Resolver resolver(*reader, *corrections);
  Decisions decisions(*corrections);
  std::vector<store::Mistake>& mistakes = read.mistakes;
  for (const AmendRow& row : read.rows) {
    std::optional<Error> wrong;
    if (what == Amend::set) {
      auto correction = resolver.correction(row);
      wrong = correction ? decisions.set(std::move(*correction), row.line) : correction.error();
    } else {
      auto taken = resolver.taken_back(row);
      if (taken)
        decisions.take_back(std::move(*taken));
      else
        wrong = taken.error();
    }
    if (!wrong) continue;
    if (wrong->code == Errc::index || wrong->code == Errc::io) return *wrong;
    mistakes.push_back({row.line, 1, wrong->message});
  }
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  auto report = decisions.append(index, now);
  if (report) report->mistakes = std::move(mistakes);
  return report;
}

Result<std::size_t> apply_corrections(store::Writer& writer, store::CorrectionBook& book,
                                      std::int64_t now) {
  const auto corrections = book.now();
  if (!corrections) return corrections.error();
  const Corrections& all = **corrections;
  if (all.pending.empty()) return std::size_t{0};
  store::DocumentMaker maker(writer.settings().stem_language);
  std::size_t changed = 0;
  const auto commit = [&]() -> Result<void> {
    const auto done = writer.commit();
    return done ? Result<void>() : done.error();
  };
  for (const ArticleKey& key : all.pending) {
    auto stored = writer.stored(key);
    if (!stored) return stored.error();
    if (!*stored) continue;
    std::optional<store::Prepared> prepared;
    const auto made = store::guarded("making documents of " + key.str(), [&] {
      Understood found = understand(std::move(**stored), all.of(key));
      prepared = maker.prepare(std::move(found.article), std::move(found.statements));
    });
    if (!made) return made.error();
    if (auto staged = writer.stage_amended(std::move(*prepared)); !staged) return staged.error();
    ++changed;
    if (writer.staged_bytes() >= kBatchBytes || writer.staged() >= kBatchArticles)
      if (auto done = commit(); !done) return done.error();
  }
  if (auto done = commit(); !done) return done.error();
  if (auto noted = store::append_corrections_applied(writer.index(), all.bytes, now); !noted)
    return noted.error();
  return changed;
}

Result<CorrectionList> list_corrections(const std::filesystem::path& index,
                                        const std::vector<ArticleKey>& keys, Tell what, Form form) {
  const auto reader = store::open_reader(index);
  if (!reader) return reader.error();
  const auto corrections = store::read_corrections(index);
  if (!corrections) return corrections.error();
  Teller teller(what, form);
  if (keys.empty()) {
    for (const auto& [key, list] : corrections->of_article)
      if (auto told = tell_article(*reader, *corrections, key, teller); !told) return told.error();
  }
  for (const ArticleKey& key : keys)
    if (auto told = tell_article(*reader, *corrections, key, teller); !told) return told.error();
  return teller.take();
}

}  // namespace onrecord::build
