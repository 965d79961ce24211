#include "tests/query/oracle_query.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "tests/query/oracle_standing.h"

namespace oracle {
namespace {

/// Runs that are looked through together.
struct Runs {
  std::vector<Passage> runs;
  bool marked = true;  ///< Sentences are known there.
};

/// Runs in which the words of a clause are looked for: everywhere, in the headline, in the lead, or
/// in one labelled part.
struct Place {
  std::string label;
  bool headline = false;
  bool lead = false;

  std::vector<Runs> of(const Subject& subject, const View& view) const {
    const bool article = subject.said == nullptr;
    if (headline) return {{subject.headline, article}};
    if (lead) return {{{subject.piece->paragraphs[0]}}};
    if (!label.empty()) {
      if (!article)
        return {{subject.piece->labels[subject.said->paragraph] == label ? subject.own
                                                                         : std::vector<Passage>{}}};
      Runs part;
      for (std::size_t i = 0; i < subject.piece->paragraphs.size(); ++i)
        if (subject.piece->labels[i] == label) part.runs.push_back(subject.piece->paragraphs[i]);
      return {part};
    }
    std::vector<Runs> places{{subject.own}};
    if (article || view.reach == View::Reach::statement) return places;
    places.push_back({subject.sentence, false});
    if (view.reach == View::Reach::everywhere) places.push_back({subject.headline, false});
    return places;
  }
};

using RunTest = std::function<bool(const Run&)>;

bool any_run(const Place& place, const Subject& subject, const View& view, const RunTest& test) {
  for (const Runs& in : place.of(subject, view))
    if (std::any_of(in.runs.begin(), in.runs.end(), test)) return true;
  return false;
}

bool contains(const Run& run, const Run& phrase) {
  return std::search(run.begin(), run.end(), phrase.begin(), phrase.end()) != run.end();
}

/// Words, phrases, wildcards: decided run by run.
class Words : public Clause {
 public:
  Words(std::string text, Place place, RunTest test)
      : text_(std::move(text)), place_(std::move(place)), test_(std::move(test)) {}
  std::string text() const override { return text_; }
  bool holds(const Subject& subject, const View& view) const override {
    return any_run(place_, subject, view, test_);
  }

 private:
  std::string text_;
  Place place_;
  RunTest test_;
};

/// What stands together, or so many times, in one place.
class Stands : public Clause {
 public:
  Stands(std::string text, Place place, StandingPtr what, std::size_t times = 1)
      : text_(std::move(text)), place_(std::move(place)), what_(std::move(what)), times_(times) {}
  std::string text() const override { return text_; }
  bool holds(const Subject& subject, const View& view) const override {
    for (const Runs& in : place_.of(subject, view))
      if (what_->matches(lay(in.runs, in.marked)).size() >= times_) return true;
    return false;
  }

 private:
  std::string text_;
  Place place_;
  StandingPtr what_;
  std::size_t times_;
};

/// A word in any of its forms, so many times in one place.
class Often : public Clause {
 public:
  Often(std::string text, Place place, std::string word, std::ptrdiff_t times)
      : text_(std::move(text)), place_(std::move(place)), word_(std::move(word)), times_(times) {}
  std::string text() const override { return text_; }
  bool holds(const Subject& subject, const View& view) const override {
    for (const Runs& in : place_.of(subject, view)) {
      std::ptrdiff_t count = 0;
      for (const Passage& run : in.runs)
        count += std::count_if(run.begin(), run.end(),
                               [&](const auto& w) { return same_stem(w, word_); });
      if (count >= times_) return true;
    }
    return false;
  }

 private:
  std::string text_;
  Place place_;
  std::string word_;
  std::ptrdiff_t times_;
};

/// A field, decided on the whole subject.
class Filter : public Clause {
 public:
  using Test = std::function<bool(const Subject&)>;
  Filter(std::string text, Test test, bool date = false)
      : text_(std::move(text)), test_(std::move(test)), date_(date) {}
  std::string text() const override { return text_; }
  bool holds(const Subject& subject, const View& view) const override {
    return (date_ && !view.dates) || test_(subject);
  }
  bool has_dates() const override { return date_; }

 private:
  std::string text_;
  Test test_;
  bool date_;
};

/// Operands with a sign each, in one row.
class Row : public Clause {
 public:
  enum class Joint { all, either, any };
  struct Operand {
    ClausePtr clause;
    bool negative = false;
    bool filter = false;
    std::string joint;  ///< As written before it.
    std::string sign;
  };
  Row(std::vector<Operand> operands, Joint joint) : operands_(std::move(operands)), joint_(joint) {}

  std::string text() const override {
    std::string out;
    for (const Operand& operand : operands_) {
      if (!out.empty()) out.append(operand.joint);
      out.append(operand.sign);
      out.append(operand.clause->is_row() ? "(" + operand.clause->text() + ")"
                                          : operand.clause->text());
    }
    return out;
  }
  bool holds(const Subject& subject, const View& view) const override {
    bool any = false, words = false, all = true;
    for (const Operand& operand : operands_) {
      const bool holds = operand.clause->holds(subject, view) != operand.negative;
      if (joint_ == Joint::any && !operand.filter && !operand.negative) {
        words = true;
        any = any || holds;
      } else {
        any = any || (joint_ == Joint::either && holds);
        all = all && holds;
      }
    }
    if (joint_ == Joint::either) return any;
    return all && (any || !words);
  }
  bool is_row() const override { return true; }
  bool has_dates() const override {
    return std::any_of(operands_.begin(), operands_.end(),
                       [](const Operand& operand) { return operand.clause->has_dates(); });
  }

 private:
  std::vector<Operand> operands_;
  Joint joint_;
};

/// `headline:(…)` or `in("…", …)` around a row.
class Around : public Clause {
 public:
  Around(std::string before, ClausePtr inner, Place place)
      : before_(std::move(before)), inner_(std::move(inner)), place_(std::move(place)) {}
  std::string text() const override { return before_ + inner_->text() + ")"; }
  bool holds(const Subject& subject, const View& view) const override {
    if (!place_.label.empty()) {
      const auto& labels = subject.piece->labels;
      const bool there = subject.said != nullptr ? labels[subject.said->paragraph] == place_.label
                                                 : std::find(labels.begin(), labels.end(),
                                                             place_.label) != labels.end();
      if (!there) return false;
    }
    return inner_->holds(subject, view);
  }

 private:
  std::string before_;
  ClausePtr inner_;
  Place place_;
};

class Maker {
 public:
  Maker(std::mt19937& random, bool statements) : random_(random), statements_(statements) {}

  ClausePtr row(int depth, const Place& place, bool words_only) {
    const std::size_t count = any_ ? 1 : 1 + random_() % 3;
    const Row::Joint joint = one_in(3) ? Row::Joint::either : Row::Joint::all;
    std::vector<Row::Operand> operands;
    for (std::size_t i = 0; i < count; ++i) {
      Row::Operand operand;
      operand.clause = depth > 0 && one_in(4)    ? row(depth - 1, place, words_only)
                       : words_only || one_in(2) ? words(place)
                                                 : special(depth);
      operand.negative = one_in(5);
      if (operand.negative) operand.sign = one_in(2) ? "-" : "NOT ";
      operand.joint = joint == Row::Joint::either ? " OR " : one_in(3) ? " AND " : " ";
      operands.push_back(std::move(operand));
    }
    return std::make_unique<Row>(std::move(operands), joint);
  }

  /// Words, of which any may match, and fields.  Rows inside have one operand: they too would be
  /// read as any.
  ClausePtr row_of_any() {
    any_ = true;
    std::vector<Row::Operand> operands;
    for (std::size_t i = 1 + random_() % 5; i > 0; --i) {
      Row::Operand operand;
      operand.filter = one_in(4);
      operand.clause = operand.filter ? special(1) : words({});
      operand.negative = one_in(6);
      operand.sign = operand.negative ? "-" : "";
      operand.joint = " ";
      operands.push_back(std::move(operand));
    }
    return std::make_unique<Row>(std::move(operands), Row::Joint::any);
  }

 private:
  bool one_in(unsigned n) { return random_() % n == 0; }
  template <class List>
  auto pick(const List& list) {
    return list[random_() % std::size(list)];
  }
  std::string word() { return pick(vocabulary()); }
  /// The same word as somebody might type it; never all capitals, which would be an operator.
  std::string typed(std::string word) {
    if (one_in(4) && word[0] >= 'a') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
  }

  ClausePtr words(const Place& place) {
    const std::string first = word(), second = word();
    switch (random_() % (budget_.words > 6 ? 12 : 3)) {
      case 0: {
        Run phrase{first, second};
        if (one_in(3)) phrase.push_back(word());
        if (one_in(5)) phrase.erase(phrase.begin() + 1, phrase.end());
        std::string text;
        for (const std::string& w : phrase) text.append(text.empty() ? "" : " ").append(typed(w));
        text = one_in(3) ? "“" + text + "”" : "\"" + text + "\"";
        return std::make_unique<Words>(text, place,
                                       [phrase](const Run& run) { return contains(run, phrase); });
      }
      case 1:
        return std::make_unique<Words>("=" + typed(first), place,
                                       [first](const Run& run) { return contains(run, {first}); });
      case 2: {
        if (budget_.wildcards == 0 || first.size() < 4) break;
        --budget_.wildcards;
        const std::string stub = first.substr(0, 3 + random_() % (first.size() - 3));
        return std::make_unique<Words>(stub + "*", place, [stub](const Run& run) {
          return std::any_of(run.begin(), run.end(),
                             [&](const auto& w) { return w.starts_with(stub); });
        });
      }
      case 3:
      case 4:
      case 5: {
        StandingPtr what = random_together(random_, 2, budget_);
        std::string text = what->text();
        return std::make_unique<Stands>(std::move(text), place, std::move(what));
      }
      case 6: {
        StandingPtr what = random_run(random_, budget_);
        // A word alone matches by its stem; that is the default below.
        if (what->text().find_first_of("\"*?~") == std::string::npos) break;
        std::string text = what->text();
        return std::make_unique<Stands>(std::move(text), place, std::move(what));
      }
      case 7: {
        const std::size_t times = 1 + random_() % 3;
        const std::string before = "atleast" + std::to_string(times) + "(";
        StandingPtr what = random_run(random_, budget_);
        const std::string text = what->text();
        if (text.find_first_of("\"*?~") == std::string::npos)
          return std::make_unique<Often>(before + typed(text) + ")", place, text,
                                         static_cast<std::ptrdiff_t>(times));
        return std::make_unique<Stands>(before + text + ")", place, std::move(what), times);
      }
      default:
        break;
    }
    return std::make_unique<Words>(typed(first), place, [first](const Run& run) {
      return std::any_of(run.begin(), run.end(),
                         [&](const auto& w) { return same_stem(w, first); });
    });
  }

  ClausePtr special(int depth) {
    switch (random_() % 12) {
      case 0:
      case 1:
        return date();
      case 2:
        return names("speaker");
      case 3:
        return names(statements_ ? "speaker" : "byline");
      case 4:
        return roles();
      case 5:
        return section();
      case 6:
        return whole("outlet", pick(kOutlets), [](const Piece& p) { return p.outlet; });
      case 7:
        return rest();
      case 8:
        return around(depth, one_in(2) && !statements_ ? Place{"", false, true} : Place{"", true});
      case 9:
        return around(depth, Place{pick(kLabels), false});
      case 10:
        return statements_ ? statement_field() : rest();
      default:
        return group();
    }
  }

  ClausePtr around(int depth, const Place& place) {
    std::string before = place.lead ? "lead" : "headline";
    before += one_in(2) ? ":(" : "(";
    if (!place.label.empty()) before = "in(\"" + place.label + "\", ";
    return std::make_unique<Around>(before, row(depth > 0 ? depth - 1 : 0, place, true), place);
  }

  std::string date_text(const When& when) {
    const auto two = [](int n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
    std::string text = std::to_string(when.year);
    if (when.month != 0) text += two(when.month);
    if (when.day != 0) text += two(when.day);
    return text;
  }
  When some_when() {
    When when{2023 + static_cast<int>(random_() % 4), 0, 0};
    if (!one_in(3)) when.month = 1 + static_cast<int>(random_() % 12);
    if (when.month != 0 && !one_in(3))
      when.day = 1 + static_cast<int>(random_() %
                                      static_cast<unsigned>(days_in_month(when.year, when.month)));
    return when;
  }
  ClausePtr date() {
    When from = some_when(), to = some_when();
    if (from.first() > to.last()) std::swap(from, to);
    if (from.first() > to.last()) to = from;
    int low = 0, high = 99999999;
    std::string text;
    switch (random_() % 7) {
      case 0:
        return std::make_unique<Filter>("date:unknown",
                                        [](const Subject& s) { return s.piece->when.year == 0; });
      case 1:
        text = "date:" + date_text(from), low = from.first(), high = from.last();
        break;
      case 2:
        text = "date:" + date_text(from) + "..", low = from.first();
        break;
      case 3:
        text = "date:.." + date_text(to), high = to.last();
        break;
      case 4:
        text = "before:" + date_text(from), high = from.first() - 1;
        break;
      case 5:
        text = "after:" + date_text(from), low = from.last() + 1;
        break;
      default:
        text = "date:" + date_text(from) + ".." + date_text(to), low = from.first(),
        high = to.last();
    }
    const auto test = [low, high](const Subject& s) {
      return s.piece->when.year != 0 && s.piece->when.first() >= low &&
             s.piece->when.last() <= high;
    };
    return std::make_unique<Filter>(text, test, true);
  }

  static Run split(const std::string& value) {
    Run run{""};
    for (char c : value) {
      if (c == ' ')
        run.emplace_back();
      else
        run.back().push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return run;
  }
  static std::vector<std::string> all(const Subject& s, std::string Piece::*of_piece,
                                      std::string Said::*of_said) {
    if (s.said != nullptr) return {s.said->*of_said};
    std::vector<std::string> values{s.piece->*of_piece};
    for (const Said& said : s.piece->said) values.push_back(said.*of_said);
    return values;
  }

  /// Words of a name, as a phrase of it.
  ClausePtr names(const std::string& field) {
    const Run full = split(pick(kNames));
    const std::size_t first = random_() % full.size();
    const Run part(
        full.begin() + static_cast<std::ptrdiff_t>(first),
        full.begin() + static_cast<std::ptrdiff_t>(first + 1 + random_() % (full.size() - first)));
    std::string value;
    for (const std::string& w : part) value.append(value.empty() ? "" : " ").append(typed(w));
    const bool star = part.size() == 1 && budget_.wildcards > 0 && one_in(4);
    if (star) {
      --budget_.wildcards;
      const std::string stub = part[0].substr(0, 2);
      return std::make_unique<Filter>(field + ":" + stub + "*", [=](const Subject& s) {
        for (const std::string& name : names_of(s, field))
          for (const std::string& w : split(name))
            if (w.starts_with(stub)) return true;
        return false;
      });
    }
    const std::string text =
        part.size() > 1 || one_in(3) ? field + ":\"" + value + "\"" : field + ":" + value;
    return std::make_unique<Filter>(text, [=](const Subject& s) {
      for (const std::string& name : names_of(s, field))
        if (contains(split(name), part)) return true;
      return false;
    });
  }
  static std::vector<std::string> names_of(const Subject& s, const std::string& field) {
    return field == "byline" ? std::vector{s.piece->byline}
                             : all(s, &Piece::speaker, &Said::speaker);
  }

  ClausePtr roles() {
    const Run part{pick(Run{"spokesman", "minister", "foreign"})};
    return std::make_unique<Filter>("role:" + part[0], [=](const Subject& s) {
      for (const std::string& role : all(s, &Piece::role, &Said::role))
        if (contains(split(role), part)) return true;
      return false;
    });
  }

  static std::vector<std::string> labels_of(const Subject& s) {
    if (s.said != nullptr) return {s.piece->labels[s.said->paragraph]};
    return s.piece->labels;
  }
  ClausePtr section() {
    const std::string value =
        one_in(2) ? std::string(pick(kLabels)) : std::string(kDesks[1 + random_() % 3]);
    const std::string field = pick(Run{"section", "desk", "label"});
    return std::make_unique<Filter>(field + ":\"" + value + "\"", [=](const Subject& s) {
      const std::vector<std::string> labels = labels_of(s);
      const bool labelled = std::find(labels.begin(), labels.end(), value) != labels.end();
      const bool desk = s.piece->desk == value;
      return field == "label" ? labelled : field == "desk" ? desk : labelled || desk;
    });
  }

  ClausePtr whole(const std::string& field, const std::string& value,
                  std::function<std::string(const Piece&)> get) {
    if (budget_.wildcards > 0 && one_in(4)) {
      --budget_.wildcards;
      const std::string stub = value.substr(0, 1 + random_() % value.size());
      const std::string trimmed = stub.back() == ' ' ? stub.substr(0, stub.size() - 1) : stub;
      return std::make_unique<Filter>(field + ":\"" + trimmed + "\"*", [=](const Subject& s) {
        return get(*s.piece).starts_with(trimmed);
      });
    }
    return std::make_unique<Filter>(field + ":\"" + value + "\"",
                                    [=](const Subject& s) { return get(*s.piece) == value; });
  }

  ClausePtr rest() {
    switch (random_() % 6) {
      case 0:
        return whole("collection", pick(kCollections), [](const Piece& p) { return p.collection; });
      case 1:
        return whole("source", pick(kSources), [](const Piece& p) { return p.source; });
      case 2: {
        const std::string status = pick(kStatuses);
        return std::make_unique<Filter>(
            "status:" + status, [=](const Subject& s) { return s.piece->status == status; });
      }
      case 3:
        return std::make_unique<Filter>("lang:EN",
                                        [](const Subject& s) { return s.piece->language == "en"; });
      case 4: {
        const std::string id = "a" + std::to_string(random_() % 60);
        return std::make_unique<Filter>("id:" + id,
                                        [=](const Subject& s) { return s.piece->id == id; });
      }
      default:
        if (statements_) return names("speaker");
        return whole("meta.edition", one_in(2) ? "late" : "late city",
                     [](const Piece& p) { return p.edition; });
    }
  }

  ClausePtr statement_field() {
    const int choice = static_cast<int>(random_() % 3);
    if (choice == 0) {
      const std::string kind = pick(kKinds);
      return std::make_unique<Filter>("kind:" + kind,
                                      [=](const Subject& s) { return s.said->kind == kind; });
    }
    if (choice == 1) {
      const bool yes = one_in(2);
      return std::make_unique<Filter>(yes ? "quoted:yes" : "quoted:no", [=](const Subject& s) {
        return (s.said->kind != "indirect") == yes;
      });
    }
    struct Level {
      const char* text;
      float low, high;
    };
    constexpr Level kLevels[] = {{"stated", .95F, 1},
                                 {"resolved", .75F, 1},
                                 {"uncertain", .0001F, 1},
                                 {"unattributed", 0, 0},
                                 {"0.3", .3F, 1},
                                 {"0.8", .8F, 1},
                                 {"0", 0, 1},
                                 {"1", 1, 1}};
    const Level level = pick(kLevels);
    return std::make_unique<Filter>(std::string("confidence:") + level.text, [=](const Subject& s) {
      return s.said->confidence >= level.low && s.said->confidence <= level.high;
    });
  }

  /// `outlet:(a OR b)`
  ClausePtr group() {
    const std::string first = pick(kOutlets), second = pick(kOutlets);
    const bool negative = one_in(3);
    const std::string text =
        "outlet:(\"" + first + "\" " + (negative ? "AND -" : "OR ") + "\"" + second + "\")";
    return std::make_unique<Filter>(text, [=](const Subject& s) {
      const bool is_first = s.piece->outlet == first, is_second = s.piece->outlet == second;
      return negative ? is_first && !is_second : is_first || is_second;
    });
  }

  std::mt19937& random_;
  bool statements_;
  Budget budget_;
  bool any_ = false;
};

Passage slice(const Passage& run, std::size_t first, std::size_t count) {
  Passage part;
  for (std::size_t i = first; i < first + count; ++i) {
    part.push_back(run[i]);
    part.sentences.push_back(run.sentences[i]);
  }
  return part;
}

}  // namespace

std::vector<Subject> articles_of(const std::vector<Piece>& world) {
  std::vector<Subject> subjects;
  for (const Piece& piece : world) {
    Subject subject{&piece, nullptr, {Passage(piece.headline)}, {}, {Passage(piece.headline)}};
    std::string label;
    for (std::size_t i = 0; i < piece.paragraphs.size(); ++i) {
      // The label is a line of its own before its part.
      if (!piece.labels[i].empty() && piece.labels[i] != label) {
        Run words{""};
        for (char c : piece.labels[i]) {
          if (c == ' ')
            words.emplace_back();
          else
            words.back().push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
        }
        subject.own.emplace_back(words);
      }
      label = piece.labels[i];
      subject.own.push_back(piece.paragraphs[i]);
    }
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

std::vector<Subject> statements_of(const std::vector<Piece>& world) {
  std::vector<Subject> subjects;
  for (const Piece& piece : world)
    for (const Said& said : piece.said) {
      const Passage& paragraph = piece.paragraphs[said.paragraph];
      const std::size_t end = said.first + said.count;
      // What is said is no part of the rest of its sentence.
      subjects.push_back(
          {&piece,
           &said,
           {slice(paragraph, said.first, said.count)},
           {slice(paragraph, 0, said.first), slice(paragraph, end, paragraph.size() - end)},
           {Passage(piece.headline)}});
    }
  return subjects;
}

ClausePtr random_query(std::mt19937& random, bool statements) {
  return Maker(random, statements).row(3, {}, false);
}
ClausePtr random_query_of_any(std::mt19937& random, bool statements) {
  return Maker(random, statements).row_of_any();
}

}  // namespace oracle
