// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.71F, 0.75F, 0.50F, 0.79F, 0.73F, 0.94F, 0.80F, 1.26F, 0.71F, 0.48F,
     0.48F, 0.69F, 0.71F, 0.31F, 0.86F, 0.40F, 0.50F, 0.71F, 0.61F, 0.71F,
     1.03F, 1.02F, 0.39F, 0.71F, 0.92F, 0.71F, 0.73F, 0.71F, 0.71F, 0.71F},
    // by Reading: apart
    {0.05F, 2.05F, 0.80F, -0.53F, 0.05F, -0.28F, 0.05F, -0.31F, -0.19F, 0.16F,
     0.06F, 0.56F, 0.08F, 0.05F, 0.13F},
    // by Reading: before
    {-0.03F, -0.03F, -0.06F, -0.43F, -0.03F, -0.03F, -0.03F, -0.11F, 0.02F, 0.00F,
     -0.01F, 0.29F, -0.03F, -0.03F, 0.06F},
    // by Reading: after
    {1.25F, 1.25F, 1.67F, 0.72F, 1.25F, 0.94F, 1.30F, 1.28F, 0.74F, 1.43F,
     1.18F, 1.98F, 1.26F, 1.25F, 1.28F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.95F, 3.69F, 1.68F, -0.16F, 9.00F,
     9.00F, 2.94F, 3.57F, 3.50F, 2.20F},
    0.54F,  // apart_slope
    1.20F,  // before_slope
    0.55F,  // after_slope
    -0.59F,  // fragment
    0.57F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
