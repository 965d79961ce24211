// XML as a tree, safely: caps, no network, no entities of a document's own.  Knows no format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"

struct _xmlDoc;
struct _xmlNode;

namespace onrecord::formats {

/// Elements nested deeper are refused.
inline constexpr int kMaxXmlDepth = 256;
/// A larger document is refused: its tree takes several times as much.
inline constexpr std::size_t kMaxXmlBytes = 32u << 20;

/// What is done about a document that is not well formed.
enum class XmlMode : std::uint8_t {
  strict,   ///< It is refused, with line and column.
  recover,  ///< What can be read of it is read, and a warning says so.
};

/// A node of a document: an element or a piece of text.  A view: the Xml must outlive it.  The null
/// node has no name, no text and no children, so that look-ups can be chained.
class XmlNode {
 public:
  XmlNode() = default;
  explicit XmlNode(_xmlNode* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  friend bool operator==(const XmlNode&, const XmlNode&) = default;

  bool is_element() const;
  bool is_text() const;  ///< Characters, CDATA sections included.

  /// Local name: "entry" for <atom:entry>, whether or not the prefix is bound.
  std::string_view name() const;
  /// The prefix as printed, or "".
  std::string_view prefix() const;
  /// URI of its namespace, or "".
  std::string_view name_space() const;
  /// The value of the attribute of this local name, or "".
  std::string attribute(std::string_view name) const;
  bool has_attribute(std::string_view name) const;
  /// The characters of a text node.
  std::string_view characters() const;
  /// 1-based line of the document; 0 for the null node.
  std::uint64_t line() const;

  XmlNode parent() const;  ///< The element around it; null above the root.
  XmlNode first() const;   ///< First child that is an element or text.
  XmlNode next() const;    ///< Next sibling that is an element or text.
  /// First child element of this local name.
  XmlNode child(std::string_view name) const;
  /// Child elements of this local name, or all of them, in order.
  std::vector<XmlNode> children(std::string_view name = {}) const;
  /// The first element of this local name below this one, in document order; this one not included.
  XmlNode find(std::string_view name) const;
  /// Every element of one of these local names below this one, in document order, none inside
  /// another of them.
  std::vector<XmlNode> find_all(const std::vector<std::string_view>& names) const;

  /// All characters below it, as they stand.  O(n).
  std::string text() const;
  /// The same with white space collapsed and trimmed.
  std::string words() const;
  /// Its content as markup, itself not included; namespace prefixes are left out.
  std::string inner_markup() const;

 private:
  _xmlNode* node_ = nullptr;
};

/// A document.  Movable, owns its tree.  One thread at a time.
class Xml {
 public:
  /// Parses \a bytes in whatever encoding they are (encoding.h), with at most kMaxXmlBytes and
  /// kMaxXmlDepth.  A document type is read over; one that declares entities is refused, except
  /// that in recover mode short plain texts are put in.  HTML's names for characters (&eacute;) are
  /// known without a declaration, and &#146; means what it means in windows-1252.
  /// \a encoding: of what neither says its encoding nor is valid UTF-8; "" to find out.
  /// Errors: `invalid` with "line 3, column 7: …"; `limit` names the cap.  O(n).
  static Result<Xml> parse(std::string_view bytes, XmlMode mode = XmlMode::strict,
                           std::string_view encoding = {});

  /// The root element; never null.
  XmlNode root() const;
  /// What was mended: in the encoding, and in recover mode in the syntax.
  const std::vector<std::string>& warnings() const { return warnings_; }
  /// Ill-formed sequences that became U+FFFD, in the whole document.
  std::uint32_t replaced() const { return replaced_; }

 private:
  struct Free {
    void operator()(_xmlDoc* doc) const;
  };
  std::unique_ptr<_xmlDoc, Free> doc_;
  std::vector<std::string> warnings_;
  std::uint32_t replaced_ = 0;
};

/// White space collapsed to single spaces and trimmed; a no-break space is white space too.
std::string collapsed(std::string_view text);

/// The character that HTML calls \a name ("eacute"), or 0.
char32_t html_character(std::string_view name);

}  // namespace onrecord::formats
