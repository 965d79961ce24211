// Changes to documents that are made: status, cluster, number, what is superseded.  Terms, values
// and record change together.
#include "proto/store/documents.h"
#include "proto/store/fields.h"
#include "proto/store/signature.h"
#include "proto/store/terms.h"

namespace onrecord::store {
namespace {

constexpr const Field& field(std::string_view name) { return *find_field(name); }

void set_number(Xapian::Document& document, Xapian::valueno slot, double value) {
  document.add_value(slot, Xapian::sortable_serialise(value));
}

void replace_status(Xapian::Document& document, Status before, Status after) {
  const Field& status = field("status");
  if (before != after) {
    document.remove_term(value_term(status, name_of(before)));
    document.add_boolean_term(value_term(status, name_of(after)));
  }
  document.add_value(status.slot, std::string(name_of(after)));
}

void replace_version(Xapian::Document& document, const ArticleKey& key, std::uint32_t before,
                     std::uint32_t after) {
  document.remove_term(version_term(key, before));
  document.add_boolean_term(version_term(key, after));
  set_number(document, slot::kVersionNumber, after);
}

}  // namespace

std::uint32_t version_of(const Xapian::Document& document) {
  return static_cast<std::uint32_t>(
      Xapian::sortable_unserialise(document.get_value(slot::kVersionNumber)));
}

std::string content_hash_of(const Xapian::Document& document) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : document.get_value(slot::kContentHash)) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

Result<void> withhold_article(Xapian::Document& document) {
  Result<Article> article = decode_article(document.get_data());
  if (!article) return article.error();
  if (article->status_before) return {};
  article->status_before = article->status;
  replace_status(document, article->status, Status::withheld);
  article->status = Status::withheld;
  document.set_data(encode_article(*article));
  return {};
}

Result<Status> restore_article(Xapian::Document& document) {
  Result<Article> article = decode_article(document.get_data());
  if (!article) return article.error();
  if (!article->status_before) return article->status;
  replace_status(document, article->status, *article->status_before);
  article->status = *article->status_before;
  article->status_before.reset();
  document.set_data(encode_article(*article));
  return article->status;
}

Result<void> set_statement_status(Xapian::Document& document, Status status) {
  Result<StoredStatement> stored = decode_statement(document.get_data());
  if (!stored) return stored.error();
  replace_status(document, stored->status, status);
  stored->status = status;
  document.set_data(encode_statement(*stored));
  return {};
}

Result<void> set_article_cluster(Xapian::Document& document, const std::string& id) {
  Result<Article> article = decode_article(document.get_data());
  if (!article) return article.error();
  article->cluster = id;
  document.set_data(encode_article(*article));
  if (const std::string before = document.get_value(slot::kCluster); !before.empty())
    document.remove_term(make_term(prefix::kCluster, before));
  document.add_boolean_term(make_term(prefix::kCluster, id));
  document.add_value(slot::kCluster, id);
  return {};
}

Result<void> supersede_article(Xapian::Document& document, std::int64_t when) {
  Result<Article> article = decode_article(document.get_data());
  if (!article) return article.error();
  article->superseded = when;
  document.set_data(encode_article(*article));
  if (const std::string signature = document.get_value(slot::kSignature); !signature.empty()) {
    for (const std::string& term : signature_terms(signature)) document.remove_term(term);
    document.remove_value(slot::kSignature);
  }
  set_number(document, slot::kSuperseded, static_cast<double>(when));
  return {};
}

Result<void> renumber_article(Xapian::Document& document, std::uint32_t version) {
  Result<Article> article = decode_article(document.get_data());
  if (!article) return article.error();
  replace_version(document, article->key, article->version, version);
  article->version = version;
  document.set_data(encode_article(*article));
  return {};
}

Result<void> renumber_statement(Xapian::Document& document, std::uint32_t version) {
  Result<StoredStatement> stored = decode_statement(document.get_data());
  if (!stored) return stored.error();
  replace_version(document, stored->key, stored->version, version);
  document.remove_term(statement_term(stored->key, stored->version, stored->statement));
  document.add_boolean_term(statement_term(stored->key, version, stored->statement));
  stored->version = version;
  document.set_data(encode_statement(*stored));
  return {};
}

}  // namespace onrecord::store
