// See quotations.h.  One state machine a style; a mark's meaning is read from its neighbours.
#include "indexer/statements/quotations.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "indexer/statements/characters.h"

namespace onrecord::statements {
namespace {

// Bytes that may begin a quotation mark; everything else is skipped without decoding.
constexpr std::array<bool, 256> kMayBeMark = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : {'"', '\'', '`', '\xC2', '\xE2'}) table[c] = true;
  return table;
}();

// The next byte from \a i on that may begin a mark, or \a end.  Eight bytes at a time where none of
// them is beyond ASCII or one of " ' `.
std::size_t next_mark(std::string_view text, std::size_t i, std::size_t end) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL, kHigh = 0x80 * kOnes;
  const auto some = [](std::uint64_t bytes, char c) {  // a high bit when one of the bytes is c
    const std::uint64_t zero = bytes ^ (kOnes * static_cast<unsigned char>(c));
    return (zero - kOnes) & ~zero;
  };
  for (;;) {
    while (i + 8 <= end) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + i, 8);
      if (((bytes | some(bytes, '"') | some(bytes, '\'') | some(bytes, '`')) & kHigh) != 0) break;
      i += 8;
    }
    const std::size_t stop = std::min(end, i + 8);
    for (; i < stop; ++i)
      if (kMayBeMark[static_cast<unsigned char>(text[i])]) return i;
    if (i >= end) return end;
  }
}

bool is_space(Char c) { return c == Char::space; }

bool stops_speech(std::string_view text, std::size_t at) {
  const char c = text[at];
  return c == ',' || c == '.' || c == '?' || c == '!' || glyph_at(text, at).kind == Char::ellipsis;
}

enum class Role : std::uint8_t { none, opens, closes };

class Scanner {
 public:
  Scanner(std::string_view text, Span part, std::vector<Quotation>& out)
      : text_(text), part_(part), out_(out) {}

  void run(MarkStyle style) {
    for (std::size_t i = next_mark(text_, part_.begin, part_.end); i < part_.end;
         i = next_mark(text_, i, part_.end)) {
      const Glyph glyph = glyph_at(text_, i);
      std::size_t size = glyph.size;
      if (opened_ && opened_->single) {
        apply(single_role(i, glyph), i, size, true);
      } else if (const Role role = double_role(i, glyph.kind, size);
                 role != Role::none || opened_) {
        apply(role, i, size, false);
      } else if (single_role(i, glyph) == Role::opens &&
                 (style == MarkStyle::singles || closes_later(i, size))) {
        apply(Role::opens, i, size, true);
      }
      i += size;
    }
    finish();
  }

 private:
  struct Opened {
    std::size_t at, inner;
    Char kind;
    bool single;
  };

  Char kind_before(std::size_t at) const {
    return at <= part_.begin ? Char::space : glyph_at(text_, before(text_, at)).kind;
  }
  Char kind_at(std::size_t at) const {
    return at >= part_.end ? Char::space : glyph_at(text_, at).kind;
  }

  // `size` grows when two bytes or glyphs make one mark ('' or ``).
  Role double_role(std::size_t i, Char kind, std::size_t& size) const {
    const Char previous = kind_before(i), next = kind_at(i + size);
    switch (kind) {
      case Char::left_double:
      case Char::low_double:
        // „German“ closes with the mark that opens English; a “ after a full stop and before a
        // space is a slip for ”.
        if (opened_ && opened_->kind == Char::low_double && kind == Char::left_double)
          return Role::closes;
        if (opened_ && i > part_.begin && stops_speech(text_, before(text_, i)) && is_space(next))
          return Role::closes;
        return Role::opens;
      case Char::left_angle:
        // Danish and German books turn them round: »so«.
        if (opened_ && opened_->kind == Char::right_angle) return Role::closes;
        return is_space(next) && !opened_ && is_word(previous) ? Role::none : Role::opens;
      case Char::right_angle:
        if (!opened_ && is_word(next) && !is_word(previous)) return Role::opens;
        return Role::closes;
      case Char::right_double:
        if (!opened_ && is_word(next) && is_space(previous) &&
            text_.substr(i + size, part_.end - i - size).find("\xE2\x80\x9D") !=
                std::string_view::npos)
          return Role::opens;  // ”Swedish” opens with the mark that closes English
        return Role::closes;
      case Char::straight:
        return straight_role(i, previous, next);
      case Char::apostrophe:
      case Char::right_single:
      case Char::grave:
      case Char::left_single:
        return paired_role(i, kind, size);
      default:
        return Role::none;
    }
  }

  Role straight_role(std::size_t i, Char previous, Char next) const {
    const char before_mark = i > part_.begin ? text_[i - 1] : ' ';
    const char after_mark = i + 1 < part_.end ? text_[i + 1] : ' ';
    if (before_mark == '=') return Role::none;  // an attribute of mark-up
    if (opened_)
      return is_space(next) || !is_word(next) || !is_space(previous) ? Role::closes : Role::opens;
    if ((after_mark == '>' || after_mark == '/') && !is_space(previous)) return Role::none;
    if (is_space(next)) return Role::none;
    if (previous == Char::digit && !is_word(next)) return Role::none;  // inches
    return Role::opens;
  }

  // '' and `` as typewriter double marks.
  Role paired_role(std::size_t i, Char kind, std::size_t& size) const {
    const std::size_t second = i + size;
    if (second >= part_.end || kind_at(second) != kind) return Role::none;
    const std::size_t both = size + glyph_at(text_, second).size;
    if (opened_) {
      // ''He said 'no,''' she said: the first of three closes what stands inside.
      if (kind_at(i + both) == kind && is_space(kind_at(i + both + size))) return Role::none;
      size = both;
      return Role::closes;
    }
    if (is_space(kind_at(i + both)) || is_word(kind_before(i))) return Role::none;
    size = both;
    return Role::opens;
  }

  Role single_role(std::size_t i, Glyph glyph) const {
    const Char previous = kind_before(i), next = kind_at(i + glyph.size);
    const bool apostrophe = glyph.kind == Char::apostrophe;
    if (glyph.kind == Char::left_single) return Role::opens;
    if (apostrophe && !opened_ && !is_word(previous) && is_word(next))
      return decade(i) || ending(i) ? Role::none : Role::opens;
    if ((!apostrophe && glyph.kind != Char::right_single) || !opened_) return Role::none;
    if (is_word(next) || is_space(previous)) return Role::none;
    const char last = text_[i - 1];
    if (!stops_speech(text_, before(text_, i)) && last == 's' && is_space(next) &&
        better_close_follows(i + glyph.size))
      return Role::none;  // the workers’ pay
    return Role::closes;
  }

  // In a text of double marks a single one opens a quotation only when its own end is seen: 'em and
  // 'cause open nothing.
  bool closes_later(std::size_t at, std::size_t size) {
    if (unclosed_from_ <= at || is_space(kind_at(at + size)) || is_word(kind_before(at)))
      return false;
    std::size_t letters = 0;
    for (std::size_t i = at + size; i < part_.end;) {
      const Glyph glyph = glyph_at(text_, i);
      const Char previous = kind_before(i), next = kind_at(i + glyph.size);
      if (glyph.kind == Char::left_single) return false;
      if (glyph.kind == Char::apostrophe || glyph.kind == Char::right_single) {
        const bool after_plural =
            text_[i - 1] == 's' && is_space(next) && better_close_follows(i + glyph.size);
        if (!is_word(next) && !is_space(previous) && !after_plural) return letters > 2;
      }
      letters += is_word(glyph.kind) ? 1 : 0;
      i += glyph.size;
    }
    unclosed_from_ = at;
    return false;
  }

  // '90s
  bool decade(std::size_t i) const {
    return i + 3 < part_.end && kind_at(i + 1) == Char::digit && kind_at(i + 2) == Char::digit &&
           text_[i + 3] == 's';
  }

  // "the crown 's rate", "(Ann)'s rate", "'ll": the end of a word, not the beginning of speech.
  bool ending(std::size_t i) const {
    std::size_t end = i + 1;
    while (end < part_.end && end < i + 4 && text_[end] >= 'a' && text_[end] <= 'z') ++end;
    if (is_word(kind_at(end))) return false;
    const std::string_view word = text_.substr(i + 1, end - i - 1);
    return word == "s" || word == "t" || word == "d" || word == "m" || word == "ll" ||
           word == "re" || word == "ve";
  }

  // Does a mark that closes speech come before the next one that opens?
  bool better_close_follows(std::size_t from) const {
    for (std::size_t i = from; i < part_.end;) {
      const Glyph glyph = glyph_at(text_, i);
      if (glyph.kind == Char::left_single) return false;
      if ((glyph.kind == Char::right_single || glyph.kind == Char::apostrophe) &&
          !is_space(kind_before(i))) {
        const Char next = kind_at(i + glyph.size);
        if (!is_word(next)) return true;
      }
      if (glyph.kind == Char::apostrophe && is_space(kind_before(i)) && is_word(kind_at(i + 1)))
        return false;
      i += glyph.size;
    }
    return false;
  }

  void apply(Role role, std::size_t at, std::size_t size, bool single) {
    if (role == Role::opens) {
      if (opened_) close(trimmed(opened_->inner, at), trimmed(opened_->inner, at), false);
      opened_ = Opened{at, at + size, glyph_at(text_, at).kind, single};
    } else if (role == Role::closes && opened_) {
      close(at, at + size, true);
      opened_.reset();
    }
  }

  void finish() {
    if (opened_)
      close(trimmed(opened_->inner, part_.end), trimmed(opened_->inner, part_.end), false);
  }

  std::size_t trimmed(std::size_t begin, std::size_t end) const {
    while (end > begin && is_space(glyph_at(text_, before(text_, end)).kind))
      end = before(text_, end);
    return end;
  }

  // “We dig, said Ada Brill: where the speech ends whose closing mark is missing before its
  // attribution; `end` when there is none.
  std::size_t attribution_in(std::size_t begin, std::size_t end) const {
    const std::string_view inner = text_.substr(begin, end - begin);
    for (const std::string_view said : {", said ", ", says "}) {
      const std::size_t at = inner.find(said);
      if (at == std::string_view::npos || at + said.size() + 1 >= inner.size()) continue;
      const std::size_t name = begin + at + said.size();
      const bool first_person = text_.substr(name, 2) == "I ";
      if (is_upper(text_, name) && !first_person) return begin + at + 1;
    }
    return end;
  }

  void close(std::size_t inner_end, std::size_t outer_end, bool closed) {
    if (!closed) inner_end = outer_end = attribution_in(opened_->inner, inner_end);
    bool words = false;
    for (std::size_t i = opened_->inner; i < inner_end && !words;) {
      const Glyph glyph = glyph_at(text_, i);
      words = is_word(glyph.kind);
      i += glyph.size;
    }
    if (!words) return;
    const auto u32 = [](std::size_t at) { return static_cast<std::uint32_t>(at); };
    out_.push_back({{u32(opened_->inner), u32(inner_end)},
                    {u32(opened_->at), u32(outer_end)},
                    closed,
                    opened_->single});
  }

  std::string_view text_;
  Span part_;
  std::vector<Quotation>& out_;
  std::optional<Opened> opened_;
  std::size_t unclosed_from_ = std::string_view::npos;  // no single mark from here on closes
};

}  // namespace

MarkStyle mark_style(std::string_view text) {
  std::size_t doubles = 0, singles = 0;
  for (std::size_t i = next_mark(text, 0, text.size()); i < text.size();
       i = next_mark(text, i, text.size())) {
    const Glyph glyph = glyph_at(text, i);
    const std::size_t next = i + glyph.size;
    const bool opens = next < text.size() && is_word(glyph_at(text, next).kind) &&
                       (i == 0 || !is_word(glyph_at(text, before(text, i)).kind));
    switch (glyph.kind) {
      case Char::straight:
      case Char::left_double:
      case Char::right_double:
      case Char::low_double:
      case Char::left_angle:
      case Char::right_angle:
        ++doubles;
        break;
      case Char::grave:
        doubles += 1;
        break;
      case Char::apostrophe:
      case Char::right_single:
      case Char::left_single:
        if (next < text.size() && glyph_at(text, next).kind == glyph.kind)
          ++doubles;
        else if (opens && glyph.kind != Char::right_single)
          ++singles;
        break;
      default:
        break;
    }
    i = next;
  }
  const bool some = doubles == 0 && singles > 0;
  return some || (singles >= 6 && doubles * 3 < singles) ? MarkStyle::singles : MarkStyle::doubles;
}

void find_quotations(std::string_view text, Span part, MarkStyle style,
                     std::vector<Quotation>& out) {
  Scanner(text, part, out).run(style);
}

void find_nested(std::string_view text, Span inner, MarkStyle outer_style,
                 std::vector<Quotation>& out) {
  const std::size_t first = out.size();
  const bool singles = outer_style != MarkStyle::singles;
  find_quotations(text, inner, singles ? MarkStyle::singles : MarkStyle::doubles, out);
  std::size_t kept = first;
  for (std::size_t i = first; i < out.size(); ++i)
    if (out[i].closed && out[i].single == singles) out[kept++] = out[i];
  out.resize(kept);
}

}  // namespace onrecord::statements
