// See spoken_words.h.
#include "proto/text/spoken_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "proto/text/spoken_lexicon.h"
#include "proto/text/tokens.h"

namespace onrecord::text {
namespace {

/// A token that outlives its tokenizer.
struct Raw {
  std::string term;
  std::string printed;
  Span span;
  TokenKind kind = TokenKind::word;
  bool capital = false;
  bool hyphened = false;
  bool short_s = false;       ///< Ends in 's, which its term leaves out.
  bool first = false;         ///< A sentence or a quotation begins with it.
  bool minus = false;         ///< A number below zero: "-20", but not "10-20".
  std::string_view currency;  ///< "dollars" behind a "$".
};

bool is_letter_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte | 0x20U) - 'a' < 26U;
}

std::string without(std::string_view text, std::string_view dropped) {
  if (text.find_first_of(dropped) == std::string_view::npos) return std::string(text);
  std::string out;
  for (const char c : text)
    if (dropped.find(c) == std::string_view::npos) out += c;
  return out;
}

std::string_view currency_before(std::string_view before) {
  if (before.ends_with("$")) return "dollars";
  if (before.ends_with("£")) return "pounds";
  if (before.ends_with("€")) return "euros";
  return {};
}

std::string_view sign_of(std::string_view currency) {
  return currency == "pounds" ? "£" : currency == "euros" ? "€" : "$";
}

/// Takes the currency's sign and the minus of the number behind \a before off its end.
void read_signs(std::string_view before, bool at_begin, Raw& raw) {
  if (before.empty() || before == " ") return;  // As behind most words.
  const auto take_currency = [&] {
    for (const std::string_view sign : {"$", "£", "€"})
      if (raw.currency.empty() && before.ends_with(sign)) {
        raw.currency = currency_before(before);
        before.remove_suffix(sign.size());
      }
  };
  take_currency();
  for (const std::string_view minus : {"-", "−", "–"})
    if (!raw.minus && before.ends_with(minus)) {
      raw.minus = true;
      before.remove_suffix(minus.size());
    }
  if (!raw.minus) return;
  take_currency();
  // Behind a word it is a hyphen or a dash.
  raw.minus = before.empty() ? at_begin : before.back() != '-';
}

/// Whether a sentence, a quotation or a line begins behind \a between.
bool opens(std::string_view between) {
  if (between == " ") return false;
  return between.find_first_of(".!?:\"\n") != std::string_view::npos ||
         between.find("“") != std::string_view::npos || between.find("…") != std::string_view::npos;
}

/// "[T]he" and "agree[d]" are one word each; "[sic]" is none: so outlets print what was said.
void join_brackets(std::string_view text, Span part, std::vector<Raw>& raws) {
  const auto in_brackets = [&](const Raw& raw) {
    return raw.span.begin > 0 && text[raw.span.begin - 1] == '[' && raw.span.end < text.size() &&
           text[raw.span.end] == ']';
  };
  std::vector<Raw> joined;
  joined.reserve(raws.size());
  for (std::size_t i = 0; i < raws.size(); ++i) {
    Raw& raw = raws[i];
    const bool bracketed = in_brackets(raw);
    if (bracketed && raw.term == "sic") continue;
    const bool runs_on = !joined.empty() && raws[i - 1].span.end + 1 == raw.span.begin &&
                         (bracketed || in_brackets(raws[i - 1]));
    if (!runs_on) {
      joined.push_back(std::move(raw));
      continue;
    }
    Raw& word = joined.back();
    word.term += raw.term;
    word.printed += raw.printed;
    const bool opened = word.span.begin == raws[i - 1].span.begin && in_brackets(raws[i - 1]);
    if (opened && word.span.begin > part.begin) --word.span.begin;
    word.span.end = raw.span.end + (bracketed && raw.span.end < part.end ? 1 : 0);
    word.kind = TokenKind::word;
    word.short_s = raw.short_s;
  }
  raws = std::move(joined);
}

std::vector<Raw> tokens_of(std::string_view text, Span part) {
  constexpr std::size_t kBytesOfWord = 5;
  const std::string_view words = part.of(text);
  std::vector<Raw> out;
  out.reserve(words.size() / kBytesOfWord + 1);
  Tokenizer tokenizer(words);
  Token token;
  std::uint32_t at = 0;
  while (tokenizer.next(token)) {
    Raw raw;
    raw.term = token.term;
    raw.kind = token.kind;
    raw.capital = token.capital;
    raw.hyphened = token.hyphened && !out.empty();
    raw.span = {part.begin + token.span.begin, part.begin + token.span.end};
    const std::string_view between = Span{at, token.span.begin}.of(words);
    raw.first = out.empty() || opens(between);
    read_signs(between, out.empty(), raw);
    const std::string_view shape = token.span.of(words);
    const bool ends_in_s = (shape.ends_with('s') || shape.ends_with('S')) && shape.size() > 2;
    const std::string_view mark =
        ends_in_s ? shape.substr(0, shape.size() - 1) : std::string_view();
    raw.short_s = ends_in_s && raw.term.find('\'') == std::string::npos &&
                  (mark.ends_with('\'') || mark.ends_with("’") || mark.ends_with("ʼ"));
    raw.printed = without(raw.term, token.kind == TokenKind::acronym ? "'." : "'");
    // "US" is no pronoun.
    if (raw.kind == TokenKind::acronym || shape == "US" || shape == "UN" || raw.term == "uk")
      raw.term = raw.printed + ".";
    if (raw.short_s) raw.printed += 's';
    out.push_back(std::move(raw));
    at = token.span.end;
  }
  if (words.find(']') != std::string_view::npos) join_brackets(text, part, out);
  return out;
}

/// Nothing is known by its capital where there is nothing but capitals.
bool all_capitals(const std::vector<Raw>& raws) {
  return raws.size() > 2 && std::all_of(raws.begin(), raws.end(), [](const Raw& raw) {
           return raw.capital || !is_letter_byte(raw.term.empty() ? '0' : raw.term[0]);
         });
}

std::string number_key(char sign, double value) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%c%.15g", sign, value);
  return buffer;
}

class Reader {
 public:
  Reader(std::string_view text, Span part)
      : text_(text), raws_(tokens_of(text, part)), shouted_(all_capitals(raws_)) {
    const std::string_view words = part.of(text);
    capitals_only_ = shouted_ && std::none_of(words.begin(), words.end(),
                                              [](char c) { return c >= 'a' && c <= 'z'; });
  }

  std::vector<SpokenWord> read() {
    words_.reserve(raws_.size() + raws_.size() / 8);
    while (at_ < raws_.size())
      if (!number() && !ordinal()) word();
    dates();
    for (SpokenWord& word : words_) word.hash = std::hash<std::string_view>()(word.key);
    return std::move(words_);
  }

 private:
  const Raw* ahead(std::size_t by) const {
    return at_ + by < raws_.size() ? &raws_[at_ + by] : nullptr;
  }

  SpokenWord& add(std::string key, std::string printed, Span span, bool joined) {
    SpokenWord word;
    word.key = std::move(key);
    word.printed = std::move(printed);
    word.span = span;
    word.joined = joined;
    words_.push_back(std::move(word));
    return words_.back();
  }

  /// A word or a part of one, by its lexicon entry.
  void add_word(std::string_view term, const Raw& raw, bool joined) {
    const LexiconEntry entry = lexicon_entry(term);
    SpokenWord& word = add(entry.roles != 0 ? std::string(term) : plain_spelling(term), raw.printed,
                           raw.span, joined);
    word.roles = entry.roles;
    word.group = entry.group;
    word.stands_for = entry.stands_for;
    word.shortened = term.starts_with('\'');
    // In capitals only, "US" may be the pronoun after all.
    if (capitals_only_ && raw.term == "us.") {
      word.stands_for = kUsBit;
      word.shortened = true;
    }
    if (entry.roles == 0 && raw.capital && !raw.first && !shouted_) word.roles |= kName;
  }

  void word() {
    const Raw& raw = raws_[at_++];
    const std::string_view term = raw.term;
    if (const std::string_view auxiliary = negated_auxiliary(term); !auxiliary.empty()) {
      add_word(auxiliary, raw, raw.hyphened);
      add_word("not", raw, true);
      return;
    }
    const bool pronoun =
        capitals_only_ && term == "us." && (at_ < 2 || raws_[at_ - 2].term != "the");
    if (const auto two = two_words(term); two && !pronoun) {
      add_word(two->first, raw, raw.hyphened);
      add_word(two->second, raw, true);
      if (raw.short_s) add_word("'s", raw, true);
      return;
    }
    struct Ending {
      std::string_view ending, full;
    };
    constexpr Ending kEndings[] = {
        {"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"'m", "am"}, {"'d", "'d"}};
    const bool apostrophe = term.find('\'') != std::string_view::npos;
    for (const auto& [ending, full] : kEndings)
      if (apostrophe && term.size() > ending.size() && term.ends_with(ending)) {
        add_word(term.substr(0, term.size() - ending.size()), raw, raw.hyphened);
        add_word(full, raw, true);
        return;
      }
    for (const auto& [shape, second] :
         {std::pair<std::string_view, std::string_view>{"gonna", "going"},
          {"wanna", "want"},
          {"gotta", "got"}})
      if (term == shape) {
        add_word(second, raw, raw.hyphened);
        add_word("to", raw, true);
        return;
      }
    add_word(term, raw, raw.hyphened);
    if (raw.short_s) add_word("'s", raw, true);
  }

  /// Digits of one token; negative when there are none.
  static double digits(const Raw& raw) {
    if (raw.kind != TokenKind::number && raw.kind != TokenKind::percent) return -1;
    char* end = nullptr;
    const double value = std::strtod(raw.term.c_str(), &end);
    const bool whole = *end == '\0' || (*end == '%' && end[1] == '\0');
    return whole && end != raw.term.c_str() && std::isfinite(value) ? value : -1;
  }

  static bool is_scale(const Raw* raw) {
    if (raw == nullptr) return false;
    const auto number = number_word(raw->term);
    return number && number->scale;
  }

  bool is_term(std::size_t by, std::string_view term) const {
    const Raw* const raw = ahead(by);
    return raw != nullptr && raw->term == term;
  }

  /// "two hundred and five thousand": how many tokens from at_ on, and what they come to.
  std::size_t spelt(double& value) const {
    double total = 0;
    double group = 0;
    double last = -1;  ///< The last cardinal of the group: "twenty" lets a "five" follow.
    std::size_t count = 0;
    const std::string_view begin = raws_[at_].term;
    const bool article = (begin == "a" || begin == "an") && is_scale(ahead(1));
    if (article) {
      group = 1;
      last = 1;
      count = 1;
    }
    for (std::size_t i = count; at_ + i < raws_.size(); ++i) {
      const Raw& raw = raws_[at_ + i];
      const bool linked =
          count > 0 && last >= 100 && raw.term == "and" && at_ + i + 1 < raws_.size();
      if (linked) {
        const auto next = number_word(raws_[at_ + i + 1].term);
        if (!next || next->scale || next->ordinal) break;
        continue;
      }
      const auto number = number_word(raw.term);
      if (!number || number->ordinal) break;
      if (number->scale) {
        if (last < 0 && !number->ordinal && count == 0) group = 1;
        if (number->value >= 1000) {
          total += std::max(group, 1.0) * number->value;
          group = 0;
        } else {
          group = std::max(group, 1.0) * number->value;
        }
        last = number->value;
      } else {
        const bool follows = last < 0 || last >= 100 || (last >= 20 && number->value < 10);
        if (!follows) break;
        group += number->value;
        last = number->value;
      }
      count = i + 1;
    }
    value = total + group;
    return count;
  }

  /// "minus twenty", but not "forty minus twenty".
  void minus_word() {
    const Raw* next = ahead(1);
    if (std::string_view(raws_[at_].term) != "minus" || next == nullptr) return;
    if (!words_.empty() && words_.back().has(kNumber)) return;
    if (digits(*next) < 0 && !number_word(next->term)) return;
    raws_[at_ + 1].minus = true;
    ++at_;
  }

  bool number() {
    minus_word();
    const Raw& begin = raws_[at_];
    double value = digits(begin);
    std::size_t count = 1;
    if (value >= 0) {
      while (begin.kind == TokenKind::number && is_scale(ahead(count)))
        value *= number_word(ahead(count++)->term)->value;
    } else if (is_term(0, "half") && is_term(1, "a") && is_scale(ahead(2))) {
      value = number_word(ahead(2)->term)->value / 2;
      count = 3;
    } else {
      count = spelt(value);
      if (count == 0) return money_word();
    }
    // "two and a half million"; elsewhere the words stay what they are.
    const bool measured = is_scale(ahead(count + 3)) || is_term(count + 3, "percent") ||
                          (is_term(count + 3, "per") && is_term(count + 4, "cent"));
    if (measured && value < 1000 && begin.kind != TokenKind::percent && is_term(count, "and") &&
        is_term(count + 1, "a") && is_term(count + 2, "half")) {
      value += .5;
      count += 3;
      while (is_scale(ahead(count))) value *= number_word(ahead(count++)->term)->value;
    }
    if (begin.minus) value = -value;
    std::string printed = begin.minus ? "-" : "";
    for (std::size_t i = 0; i < count; ++i) printed += raws_[at_ + i].printed;
    const Span span{begin.span.begin, raws_[at_ + count - 1].span.end};
    SpokenWord& word = add(number_key('#', value), printed, span, false);
    word.roles = kNumber;
    if (count == 1 && begin.term == "one") word.roles |= kFunction;
    const bool percent = begin.kind == TokenKind::percent;
    const std::string_view currency = begin.currency;
    at_ += count;
    if (percent)
      add("percent", printed, span, true);
    else if (!currency.empty())
      add(std::string(currency), std::string(sign_of(currency)), span, true);
    else
      unit_behind();
    return true;
  }

  /// "$5m": digits and a scale in one token behind a currency's sign.
  bool money_word() {
    const Raw& raw = raws_[at_];
    if (raw.currency.empty() || raw.term.empty()) return false;
    char* end = nullptr;
    double value = std::strtod(raw.term.c_str(), &end);
    const std::string_view scale(end);
    if (end == raw.term.c_str()) return false;
    if (scale == "m" || scale == "mn")
      value *= 1e6;
    else if (scale == "bn" || scale == "b")
      value *= 1e9;
    else if (scale == "k")
      value *= 1e3;
    else if (scale == "tn")
      value *= 1e12;
    else
      return false;
    if (raw.minus) value = -value;
    add(number_key('#', value), raw.printed, raw.span, false).roles = kNumber;
    add(std::string(raw.currency), std::string(sign_of(raw.currency)), raw.span, true);
    ++at_;
    return true;
  }

  /// The words behind a number that signs may stand for.
  void unit_behind() {
    const Raw* unit = ahead(0);
    if (unit == nullptr) return;
    const Raw* second = ahead(1);
    if (unit->term == "percent") {
      add("percent", unit->printed, unit->span, false);
      at_ += 1;
    } else if (unit->term == "per" && second != nullptr && second->term == "cent") {
      add("percent", "percent", {unit->span.begin, second->span.end}, false);
      at_ += 2;
    } else {
      for (const std::string_view plural : {"dollars", "pounds", "euros"})
        if (unit->term == plural || unit->term + "s" == plural) {
          add(std::string(plural), unit->printed, unit->span, false);
          at_ += 1;
          return;
        }
    }
  }

  bool ordinal() {
    const Raw& raw = raws_[at_];
    double value = -1;
    if (const auto named = number_word(raw.term); named && named->ordinal) {
      value = named->value;
      // "twenty-first": the tens are a number of their own already.
      if (value < 10 && raw.hyphened && !words_.empty() &&
          words_.back().span.end < raw.span.begin && words_.back().key.starts_with('#')) {
        const double tens = std::strtod(words_.back().key.c_str() + 1, nullptr);
        if (tens >= 20 && tens < 100 && std::fmod(tens, 10) < .5) {
          SpokenWord& word = words_.back();
          word.key = number_key('@', tens + value);
          word.printed += raw.printed;
          word.span.end = raw.span.end;
          ++at_;
          return true;
        }
      }
    } else if (!raw.term.empty() && raw.term[0] >= '0' && raw.term[0] <= '9') {
      char* end = nullptr;
      const double digits = std::strtod(raw.term.c_str(), &end);
      const std::string_view ending(end);
      if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th") value = digits;
    }
    if (value < 0) return false;
    add(number_key('@', value), raw.printed, raw.span, raw.hyphened).roles = kNumber;
    ++at_;
    return true;
  }

  // ---- Days of a month

  static bool is_day(const SpokenWord& word) {
    if (!word.has(kNumber)) return false;
    const double value = std::strtod(word.key.c_str() + 1, nullptr);
    return value >= 1 && value <= 31 && value == std::floor(value);
  }
  bool is_month(const SpokenWord& word) const {
    const std::string_view shape = word.span.of(text_);
    if (month_number(word.printed) == 0 || shape.empty()) return false;
    // "may", "march" and "mar" are other words too.
    const bool only_month = word.printed.size() > 3 && word.printed != "march";
    return only_month || (shape[0] >= 'A' && shape[0] <= 'Z');
  }
  static void make_month(SpokenWord& word) {
    word.key = "month " + std::to_string(month_number(word.printed));
    word.roles = 0;
  }

  /// "3 May", "3rd of May" and "May 3rd" become the words of "May 3".
  void dates() {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const bool of = std::string_view(words_[i + 1].key) == "of" && i + 2 < words_.size();
      const std::size_t month = of ? i + 2 : i + 1;
      if (is_day(words_[i + 1]) && is_month(words_[i])) {
        make_month(words_[i]);
        words_[i + 1].key[0] = '#';
      } else if (is_day(words_[i]) && is_month(words_[month])) {
        make_month(words_[month]);
        words_[i].key[0] = '#';
        std::swap(words_[i], words_[month]);
        if (of) words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        ++i;
      }
    }
  }

  std::string_view text_;
  std::vector<Raw> raws_;
  bool shouted_;
  bool capitals_only_ = false;
  std::size_t at_ = 0;
  std::vector<SpokenWord> words_;
};

}  // namespace

std::vector<SpokenWord> spoken_words(std::string_view text, Span part) {
  return Reader(text, part).read();
}

std::vector<SpokenWord> spoken_words(std::string_view text) {
  return spoken_words(text, {0, static_cast<std::uint32_t>(text.size())});
}

}  // namespace onrecord::text
