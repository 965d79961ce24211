// See extract.h.  Puts the stages together.
#include "indexer/statements/extract.h"

#include "indexer/statements/speech.h"

namespace onrecord::statements {

std::vector<Statement> extract(const Article& article) { return speech_statements(article); }

}  // namespace onrecord::statements
