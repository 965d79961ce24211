// Who may go on speaking: the speaker before in the sentence, the paragraph or the paragraph
// before, and the label above.  Knows what was said before a quotation, not the words around it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/statements/attribution.h"

namespace onrecord::statements {

/// A speaker proposed for a quotation.
struct Option {
  Speaker speaker;
  int cue = -1;  ///< Token of the paragraph, or -1.
  Rule rule = Rule::none;
  float strength = 0;  ///< As in Attribution.
  bool negated = false;
  bool same = false;  ///< Of the same sentence or paragraph, or of a quotation still open.
};

/// Walks through an article with the attribution: paragraph by paragraph, sentence by sentence.
class Carried {
 public:
  /// \a document must outlive this.
  explicit Carried(const Document& document) : document_(document) {}

  void begin_paragraph(int index);
  void begin_sentence(Range sentence);
  /// \a speaker said the quotation at token \a quotation of the paragraph.
  void spoke(const Speaker& speaker, int quotation);
  void end_paragraph();

  /// The speaker label whose scope the paragraph is in; "" for none.
  std::string_view label() const { return label_; }
  /// The paragraph before ends with a quotation that does not close.
  bool open_before() const { return before_open_; }

  struct Options {
    std::array<Option, 3> list;
    std::size_t size = 0;
  };
  /// Who may say the quotation at token \a quotation, nearest first.
  Options options(int quotation);

 private:
  // A speaker that later quotations may go on with.
  struct Group {
    Speaker speaker;
    Range sentence;
    int paragraph = -1;
    int quotation_token = -1;
    bool sure = false;  // spoke; otherwise only the subject of the paragraph's last sentence
    bool colon = false;
    bool reports = false;  // of a subject only: the sentence reports what he said
    bool asks = false;     // its last words are a question, which somebody else answers
  };
  // Who a sentence is about, and whether it reports what he said.
  struct Told {
    std::optional<Range> subject;
    bool reports = false;
  };
  static Told told(Tokens tokens, Range sentence);
  std::string_view label_in_scope(const Paragraph& paragraph);
  void find_subject_before();
  std::optional<Option> of_sentence_before() const;
  std::optional<Option> of_paragraph_before();

  const Document& document_;
  int paragraph_ = -1, first_token_ = 0;
  Tokens tokens_;
  std::vector<Group> groups_;  // of the paragraph
  Range sentence_, sentence_before_;
  Group before_;
  bool before_open_ = false;
  std::string_view label_, label_seen_;
  int label_paragraphs_ = 0;
  bool label_open_ = false;
};

}  // namespace onrecord::statements
