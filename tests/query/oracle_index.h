// The oracle's archive as the store indexes it.
#pragma once

#include <xapian.h>

#include "tests/query/oracle_world.h"

namespace oracle {

struct Index {
  Xapian::WritableDatabase articles;    ///< Docid i + 1 is world[i].
  Xapian::WritableDatabase statements;  ///< In the order of statements_of().
};

/// In memory.
Index index_world(const std::vector<Piece>& world);

}  // namespace oracle
