// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.60F, 1.30F, 1.70F, -0.00F, 0.16F, 0.94F, 0.20F, 1.13F, 0.60F, 0.57F,
     0.80F, 0.86F, 0.60F, 0.37F, 0.54F, 0.89F, 0.17F, 0.80F, -0.17F, 1.11F,
     0.42F, 0.34F, 0.38F, -0.18F, 0.60F, 0.76F, 0.60F, 0.60F, 0.60F},
    // by Reading
    {0.00F, 0.00F, 0.00F, -1.57F, 0.40F, -0.52F, 0.05F, -1.15F, -1.47F, 2.88F,
     0.83F, 2.77F, 2.12F},
    0.71F,  // slope
    -0.02F,  // fragment
    0.66F,  // fragment_slope
    0.26F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
