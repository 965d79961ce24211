// See evidence.h.
#include "searchd/search/evidence.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "proto/store/fields.h"
#include "proto/store/reader.h"
#include "proto/text/sentences.h"
#include "proto/text/spoken_lexicon.h"
#include "proto/text/tokens.h"
#include "searchd/verify/denial.h"
#include "searchd/verify/passage.h"

namespace onrecord::search {
namespace {

using verify::EvidenceForm;
using verify::Joint;
using verify::Piece;

/// Statements of one article are neighbours in the index: so many to each side are looked at.
constexpr Xapian::docid kNeighbours = 4;
/// The same where one statement has the whole claim: the sentence may still go on in the next.
constexpr Xapian::docid kNearest = 1;
/// As far as the sentence goes on in more of them, at most.
constexpr Xapian::docid kInSentence = 12;
/// Bytes of attribution between two pieces of one speech.
constexpr std::uint32_t kMostBetween = 300;
/// Bytes of a piece that is compared as a whole; of a longer one the part that has the claim.  In
/// the second case the claim stands there word for word.
constexpr std::uint32_t kLongPiece = 6000;
constexpr std::uint32_t kLongPieceOfWhole = 1000;
/// Bytes of a piece beside one that has the whole claim.
constexpr std::uint32_t kBeside = 400;
/// Paragraphs of a long article that are compared, those that share most words with the claim.
constexpr std::size_t kParagraphs = 3;

constexpr double kWhole = .999;  ///< Of a claim: all of it.

bool has_words(std::string_view text) {
  text::Tokenizer tokenizer(text);
  text::Token token;
  return tokenizer.next(token);
}

bool flows(const Statement& said) {
  return said.kind == StatementKind::direct || said.kind == StatementKind::speech;
}

std::vector<Span> pieces_of(const Statement& said) {
  return said.pieces.empty() ? std::vector<Span>{said.span} : said.pieces;
}

/// Whether \a next goes on with what \a before says: between them stand marks, or no words but
/// those of their own sentences.
Joint joint_between(std::string_view place, const Statement& before, const Statement& next) {
  const std::uint32_t end = before.span.end;
  const std::uint32_t begin = next.span.begin;
  if (begin < end || begin - end > kMostBetween) return Joint::breaks;
  if (!has_words(Span{end, begin}.of(place))) return Joint::runs_on;
  const std::uint32_t from = std::max(end, before.context.end);
  const std::uint32_t to = std::min(begin, next.context.begin);
  return from >= to || !has_words(Span{from, to}.of(place)) ? Joint::runs_on : Joint::breaks;
}

/// Where the word at \a at ends.
std::uint32_t word_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end && text[at] != ' ' && text[at] != '\n') ++at;
  return at;
}

/// The speech that \a said is part of: what its speaker says before and after it in the same place.
std::vector<Piece> speech_of(std::string_view place, const StoredStatement& stored,
                             const std::vector<StoredStatement>& neighbours) {
  std::vector<const Statement*> speech;
  if (flows(stored.statement) && !stored.statement.speaker.empty())
    for (const StoredStatement& other : neighbours)
      if (flows(other.statement) && other.statement.place == stored.statement.place &&
          other.statement.speaker == stored.statement.speaker &&
          other.statement.quoted_by == stored.statement.quoted_by)
        speech.push_back(&other.statement);
  if (speech.empty()) speech.push_back(&stored.statement);
  std::sort(speech.begin(), speech.end(),
            [](const Statement* a, const Statement* b) { return a->span.begin < b->span.begin; });
  std::vector<Piece> pieces;
  const Statement* before = nullptr;
  for (const Statement* said : speech) {
    Joint joint = before == nullptr ? Joint::breaks : joint_between(place, *before, *said);
    for (const Span piece : pieces_of(*said)) {
      if (!pieces.empty() && piece.begin < pieces.back().span.end) continue;
      pieces.push_back({piece, joint});
      joint = said->kind == StatementKind::fragment ? Joint::breaks : Joint::runs_on;
    }
    before = said;
  }
  return pieces;
}

/// Leaves of long \a pieces what may matter for a claim; where something is left out the speech
/// breaks.  \a whole: \a said has all of the claim word for word, and only the sentence that it
/// stands in may go on beside.
void shorten(std::vector<Piece>& pieces, std::string_view place, const Statement& said,
             const verify::Nearby& nearby, bool whole) {
  bool cut_before = false;  // At the end of the piece before.
  for (Piece& piece : pieces) {
    const Span all = piece.span;
    const bool own = said.span.contains(all);
    if (whole && !own) {
      if (all.size() > kBeside && all.begin < said.span.begin)
        piece.span.begin = word_end(place, all.end - kBeside, all.end);
      else if (all.size() > kBeside)
        piece.span.end = word_end(place, all.begin + kBeside, all.end);
    } else if (all.size() >= (whole ? kLongPieceOfWhole : kLongPiece)) {
      const Span part = nearby.in(all.of(place));
      piece.span = {all.begin + part.begin, all.begin + part.end};
    }
    if (cut_before || piece.span.begin > all.begin) piece.joint = Joint::breaks;
    cut_before = piece.span.end < all.end;
  }
}

bool has_brackets(const text::Claim& claim) {
  return std::any_of(claim.words.begin(), claim.words.end(),
                     [](const text::SpokenWord& word) { return word.has(text::kBracketed); });
}

/// The words of an article that brackets may explain.
verify::KnownWords known_words(const text::Claim& claim, const Article& article) {
  verify::KnownWords known;
  if (!has_brackets(claim)) return known;
  for (const std::string_view part :
       {std::string_view(article.text), std::string_view(article.headline.value)})
    for (const text::SpokenWord& word : text::spoken_words(part)) known.insert(word.key);
  return known;
}

/// The sentence of \a paragraph that \a at lies in; all of it where none is found.
Span sentence_at(std::string_view text, Span paragraph, std::uint32_t at) {
  for (const Span sentence : text::sentences(paragraph.of(text)))
    if (at >= paragraph.begin + sentence.begin && at < paragraph.begin + sentence.end)
      return {paragraph.begin + sentence.begin, paragraph.begin + sentence.end};
  return paragraph;
}

/// Whether the speaker quotes the words \a matched as what somebody did not say, or would have to
/// say first: "if they said '…'".
bool only_supposed(const Statement& said, std::string_view place, Span matched) {
  for (const Span piece : pieces_of(said)) {
    const Span quoted = verify::quotation_at(place, piece, matched.begin);
    if (!quoted.empty() && matched.end <= quoted.end + 1)
      return verify::takes_back(place, sentence_at(place, piece, quoted.begin), quoted);
  }
  return false;
}

EvidenceForm form_of(const Statement& said, std::string_view place, Span matched) {
  if (said.denied || said.negated) return EvidenceForm::denied;
  if (said.kind != StatementKind::speech && verify::takes_back(place, said.context, said.span))
    return EvidenceForm::denied;
  if (only_supposed(said, place, matched)) return EvidenceForm::denied;
  if (!said.quoted_by.empty() && said.quoted_by != said.speaker) return EvidenceForm::quoted_by;
  switch (said.kind) {
    case StatementKind::speech:
      return EvidenceForm::transcript;
    case StatementKind::direct:
    case StatementKind::fragment:
      return EvidenceForm::quoted;
    case StatementKind::indirect:
      return EvidenceForm::reported;
    case StatementKind::mixed:
      break;
  }
  const bool quoted = verify::inside_quotation(place, said.context, matched.begin) &&
                      verify::inside_quotation(place, said.context, matched.end);
  return quoted ? EvidenceForm::quoted : EvidenceForm::reported;
}

/// The paragraphs that share most of the claim's words, in the order of the text.
std::vector<Span> likely_paragraphs(std::string_view text, const text::Claim& claim) {
  std::unordered_map<std::string, std::size_t> wanted;  // Places in `seen_in`.
  std::size_t words = 0;
  for (const std::string& term : text::terms_of(claim.text)) {
    if (text::is_stop_word(term)) continue;
    wanted.emplace(term, words);
    wanted.emplace(text::other_spelling(term), words);
    ++words;
  }
  struct Likely {
    Span span;
    std::size_t shared = 0;
  };
  std::vector<Likely> likely;
  std::vector<std::size_t> seen_in(words, 0);  // The paragraph, counted from 1.
  std::size_t number = 0;
  std::string term;
  for (const Span paragraph : text::paragraphs(text)) {
    Likely one{paragraph, 0};
    ++number;
    text::Tokenizer tokenizer(paragraph.of(text));
    text::Token token;
    while (tokenizer.next(token)) {
      term = token.term;
      const auto found = wanted.find(term);
      if (found == wanted.end() || seen_in[found->second] == number) continue;
      seen_in[found->second] = number;
      ++one.shared;
    }
    if (one.shared > 0 || wanted.empty()) likely.push_back(one);
  }
  std::stable_sort(likely.begin(), likely.end(),
                   [](const Likely& a, const Likely& b) { return a.shared > b.shared; });
  if (likely.size() > kParagraphs) likely.resize(kParagraphs);
  std::vector<Span> spans;
  for (const Likely& one : likely) spans.push_back(one.span);
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return spans;
}

/// Words [first, last) of a passage.
struct HeldAgainst {
  std::uint32_t first = 0, last = 0;
};

/// The words that the claim was held against, with as many more of the sentence as the claim goes
/// on to say otherwise.
HeldAgainst held_against(const verify::Judgement& judgement, const verify::Passage& passage,
                         const text::Claim& claim) {
  HeldAgainst held{judgement.first, judgement.last};
  if (held.first >= held.last || judgement.differences.empty() ||
      judgement.differences.back().kind != text::StepKind::added)
    return held;
  const std::string_view more = judgement.differences.back().claim.of(claim.text);
  for (std::size_t left = text::terms_of(more).size();
       left > 0 && held.last < passage.words.size() &&
       passage.sentences[held.last] == passage.sentences[held.last - 1];
       --left)
    ++held.last;
  return held;
}

/// The same with the words at its ends that the claim has others for.
HeldAgainst with_ends(HeldAgainst held, const verify::Judgement& judgement,
                      const verify::Passage& passage) {
  if (held.first >= held.last || judgement.differences.empty()) return held;
  const verify::Difference& front = judgement.differences.front();
  const verify::Difference& back = judgement.differences.back();
  while (front.kind == text::StepKind::replaced && held.first > 0 &&
         passage.words[held.first - 1].span.begin >= front.said.begin &&
         passage.words[held.first - 1].span.end <= front.said.end)
    --held.first;
  while (back.kind == text::StepKind::replaced && held.last < passage.words.size() &&
         passage.words[held.last].span.end <= back.said.end &&
         passage.words[held.last].span.begin >= back.said.begin)
    ++held.last;
  return held;
}

std::string words_of(const verify::Passage& passage, HeldAgainst held) {
  std::string words;
  for (std::uint32_t i = held.first; i < held.last; ++i)
    // The words of a contraction stand in one place.
    if (i == held.first || passage.words[i].span.begin != passage.words[i - 1].span.begin)
      words += std::string(words.empty() ? "" : " ") +
               std::string(passage.words[i].span.of(passage.text));
  return words;
}

/// The same with the marks that stand between them inside the pieces.
std::string printed_of(const verify::Passage& passage, HeldAgainst held,
                       const std::vector<Piece>& pieces) {
  std::string printed;
  if (held.first >= held.last) return printed;
  Span all = passage.words[held.first].span;
  for (std::uint32_t i = held.first; i < held.last; ++i) {
    all.begin = std::min(all.begin, passage.words[i].span.begin);
    all.end = std::max(all.end, passage.words[i].span.end);
  }
  for (const Piece& piece : pieces) {
    const Span shown{std::max(all.begin, piece.span.begin), std::min(all.end, piece.span.end)};
    if (shown.begin >= shown.end) continue;
    if (!printed.empty()) printed += piece.joint == Joint::runs_on ? " " : " … ";
    printed += shown.of(passage.text);
  }
  return printed;
}

std::shared_ptr<const ReadArticle> checked(Article article) {
  auto read = std::make_shared<ReadArticle>();
  read->article = std::move(article);
  if (const auto whole = store::verify_text(read->article); !whole)
    read->damage = whole.error().message;
  return read;
}

bool better(const verify::Judgement& a, const verify::Judgement& b) {
  return std::pair(static_cast<int>(a.wording), -a.coverage) <
         std::pair(static_cast<int>(b.wording), -b.coverage);
}

/// A place in an article's own text.
struct OwnPlace {
  StatementPlace place = StatementPlace::text;
  Span paragraph;
  verify::Judgement judgement;
};

/// The best place of \a claim in the text and the headline; in the headline alone where the text is
/// somebody's speech.
std::optional<OwnPlace> best_place(const Article& article, const text::Claim& claim) {
  const auto known = known_words(claim, article);
  std::optional<OwnPlace> best;
  const auto consider = [&](StatementPlace place, std::string_view text, Span paragraph) {
    const Piece whole{paragraph, Joint::breaks};
    const verify::Passage passage = verify::make_passage(text, std::span(&whole, 1));
    verify::Judgement judgement = verify::judge(claim, passage, verify::Speech::direct, known);
    if (judgement.wording == verify::Wording::none) return;
    if (!best || better(judgement, best->judgement))
      best = OwnPlace{place, paragraph, std::move(judgement)};
  };
  if (article.speaker.empty())
    for (const Span paragraph : likely_paragraphs(article.text, claim))
      consider(StatementPlace::text, article.text, paragraph);
  const std::string_view headline = article.headline.value;
  consider(StatementPlace::headline, headline, {0, static_cast<std::uint32_t>(headline.size())});
  return best;
}

}  // namespace

Result<std::shared_ptr<const ReadArticle>> EvidenceReader::read(const ArticleKey& key,
                                                                std::uint32_t version) {
  auto& known = read_[key.str()];
  if (known) return known;
  auto found = store::find_article(snapshot_.reader(), key, version);
  if (!found) return found.error();
  if (!found->has_value()) return Error{Errc::stale, "the index moved on", 0};
  known = checked(std::move(**found));
  return known;
}

const verify::Nearby& EvidenceReader::nearby(const text::Claim& claim) {
  std::string words;
  for (const text::SpokenWord& word : claim.words) words += word.printed + ' ';
  return nearby_.try_emplace(std::move(words), claim).first->second;
}

Result<std::shared_ptr<const StoredStatement>> EvidenceReader::read(Xapian::docid docid) {
  const auto [at, is_new] = statements_.try_emplace(docid);
  if (!is_new) return at->second;
  auto stored = decode_statement(snapshot_.statements().get_document(docid).get_data());
  if (!stored) return stored.error();
  // Throws when the index moved on, so that the whole request runs again.
  if (snapshot_.articles().term_exists(store::version_term(stored->key, stored->version)))
    at->second = std::make_shared<const StoredStatement>(std::move(*stored));
  return at->second;
}

Result<std::optional<EvidenceReader::Glance>> EvidenceReader::glance(Xapian::docid docid,
                                                                     const text::Claim& claim) {
  const auto stored = read(docid);
  if (!stored) return stored.error();
  if (!*stored) return std::optional<Glance>();
  Glance glance;
  glance.docid = docid;
  glance.stored = *stored;
  const std::string& text = glance.stored->statement.text;
  const auto alignment = text::align(claim, text::spoken_words(text, nearby(claim).in(text)));
  glance.coverage = alignment.coverage;
  glance.same = std::all_of(alignment.steps.begin(), alignment.steps.end(), [](const auto& step) {
    return step.kind == text::StepKind::kept || step.kind == text::StepKind::elided;
  });
  return std::optional(std::move(glance));
}

Result<std::vector<StoredStatement>> EvidenceReader::neighbours(const Glance& glance) {
  const Xapian::Database& database = snapshot_.statements();
  const std::string term = store::version_term(glance.stored->key, glance.stored->version);
  const Xapian::docid near = glance.coverage > kWhole ? kNearest : kNeighbours;
  const Xapian::docid reach = kInSentence * snapshot_.reader().settings.shards;
  const Statement& said = glance.stored->statement;
  std::vector<Xapian::docid> before;
  std::vector<Xapian::docid> behind;
  auto at = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  if (glance.docid > reach && at != end) at.skip_to(glance.docid - reach);
  for (; at != end && *at <= glance.docid + reach; ++at)
    if (*at != glance.docid) (*at < glance.docid ? before : behind).push_back(*at);
  std::reverse(before.begin(), before.end());

  std::vector<StoredStatement> list;
  const auto walk = [&](const std::vector<Xapian::docid>& ids) -> Result<void> {
    bool same_sentence = true;
    for (std::size_t i = 0; i < ids.size() && (i < near || same_sentence); ++i) {
      auto stored = decode_statement(database.get_document(ids[i]).get_data());
      if (!stored) return stored.error();
      const Statement& other = stored->statement;
      same_sentence = other.place == said.place && other.span.begin < said.context.end &&
                      other.span.end > said.context.begin;
      list.push_back(std::move(*stored));
    }
    return {};
  };
  if (const auto walked = walk(before); !walked) return walked.error();
  std::reverse(list.begin(), list.end());
  list.push_back(*glance.stored);
  if (const auto walked = walk(behind); !walked) return walked.error();
  return list;
}

void EvidenceReader::fill(Evidence& evidence, const std::string& cluster) const {
  const Article& article = evidence.source->article;
  verify::Finding& finding = evidence.finding;
  finding.wording = evidence.judgement.wording;
  finding.changed = evidence.judgement.changed;
  finding.coverage = evidence.judgement.coverage;
  finding.edits = evidence.judgement.edits;
  finding.retracted = article.status == Status::retracted;
  finding.outlet = text::fold_value(article.outlet.value);
  finding.source = article.key.source;
  finding.cluster = cluster.empty() ? "article " + article.key.str() : "cluster " + cluster;
  finding.date = article.date;
  if (!evidence.source->damage.empty()) finding.wording = verify::Wording::none;
}

Result<Evidence> EvidenceReader::statement(const Glance& glance, const text::Claim& claim) {
  const Statement& said = glance.stored->statement;
  auto source = read(glance.stored->key, glance.stored->version);
  if (!source) return source.error();
  Evidence evidence;
  evidence.source = *source;
  evidence.place = said.place;
  const std::string_view place = evidence.place_text();
  const auto around = neighbours(glance);
  if (!around) return around.error();
  std::vector<Piece> pieces = speech_of(place, *glance.stored, *around);
  const bool fits = std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return piece.span.begin <= piece.span.end && piece.span.end <= place.size();
  });
  if (!fits) return Error{Errc::index, "a statement lies outside of its text", 0};
  const bool whole = glance.coverage > kWhole && glance.same;
  shorten(pieces, place, said, nearby(claim), whole);
  const verify::Passage passage = verify::make_passage(place, pieces);
  const auto speech =
      said.kind == StatementKind::indirect ? verify::Speech::reported : verify::Speech::direct;
  evidence.judgement =
      verify::judge(claim, passage, speech, known_words(claim, evidence.source->article));
  // Of the speech's statements the one that the words begin in stands for all of them.
  evidence.said = *glance.stored;
  const Span matched = evidence.judgement.matched;
  for (const StoredStatement& other : *around)
    if (flows(other.statement) && flows(said) && other.statement.place == said.place &&
        other.statement.speaker == said.speaker && other.statement.quoted_by == said.quoted_by &&
        !matched.empty() && other.statement.span.begin <= matched.begin &&
        matched.begin < other.statement.span.end)
      evidence.said = other;
  fill(evidence, snapshot_.statements().get_document(glance.docid).get_value(slot::kCluster));
  evidence.finding.form = form_of(evidence.said->statement, place, matched);
  const auto speaker = person_.find(asked_, evidence.said->statement, evidence.source->article);
  evidence.finding.speaker = speaker.found;
  evidence.person = speaker.person;
  evidence.by_authority = speaker.by_authority;
  const HeldAgainst held = held_against(evidence.judgement, passage, claim);
  evidence.finding.said = words_of(passage, held);
  evidence.printed = printed_of(passage, with_ends(held, evidence.judgement, passage), pieces);
  evidence.finding.said_by = text::fold_value(
      speaker.person != nullptr ? speaker.person->name : evidence.said->statement.speaker);
  return evidence;
}

Result<std::optional<Evidence>> EvidenceReader::article(Xapian::docid docid,
                                                        const text::Claim& claim) {
  const Xapian::Document document = snapshot_.articles().get_document(docid);
  const std::string data = document.get_data();
  auto header = decode_article_header(data);
  if (!header) return header.error();
  auto& source = read_[header->key.str()];
  // All paragraphs of somebody's speech are statements and were looked at as such.
  const bool headline_only = !header->speaker.empty();
  if (!source) {
    // Most have not the words: what nobody sees need not be proved undamaged.
    auto decoded = headline_only && !has_brackets(claim) ? std::move(header) : decode_article(data);
    if (!decoded) return decoded.error();
    if (!best_place(*decoded, claim)) return std::optional<Evidence>();
    auto whole = decode_article(data);
    if (!whole) return whole.error();
    source = checked(std::move(*whole));
  }
  auto place = best_place(source->article, claim);
  if (!place) return std::optional<Evidence>();
  Evidence best;
  best.source = source;
  best.judgement = std::move(place->judgement);
  best.place = place->place;
  const Span best_paragraph = place->paragraph;

  fill(best, document.get_value(slot::kCluster));
  const Span matched = best.judgement.matched;
  const bool quoted = verify::inside_quotation(best.place_text(), best_paragraph, matched.begin) &&
                      verify::inside_quotation(best.place_text(), best_paragraph, matched.end);
  const Span sentence = sentence_at(best.place_text(), best_paragraph, matched.begin);
  best.finding.form = verify::takes_back(best.place_text(), sentence, matched)
                          ? EvidenceForm::denied
                      : quoted ? EvidenceForm::quoted
                               : EvidenceForm::outlet;
  best.finding.speaker = asked_.name.empty() ? verify::SpeakerFound::not_asked
                         : quoted            ? verify::SpeakerFound::uncertain
                                             : verify::SpeakerFound::other;
  return std::optional(std::move(best));
}

}  // namespace onrecord::search
