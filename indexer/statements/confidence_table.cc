// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.72F, 0.70F, 0.40F, 0.68F, 0.72F, 1.00F, 0.80F, 1.29F, 0.64F, 0.59F,
     0.62F, 0.75F, 0.72F, 0.30F, 0.69F, 0.63F, 0.56F, 0.66F, 0.77F, 0.48F,
     0.91F, 1.15F, 0.31F, 0.84F, 0.93F, 0.72F, 0.73F, 0.72F, 0.72F, 0.72F},
    // by Reading: apart
    {-0.39F, 1.61F, 0.44F, -0.90F, -0.39F, -0.53F, -0.36F, -0.84F, -0.54F, -0.56F,
     -0.57F, 0.26F, -0.32F, -0.39F, -0.38F},
    // by Reading: before
    {0.06F, 0.06F, 0.27F, -0.23F, 0.06F, 0.02F, 0.09F, -0.38F, 0.00F, 0.08F,
     0.10F, 0.47F, 0.13F, 0.06F, 0.10F},
    // by Reading: after
    {1.26F, 1.26F, 1.59F, 0.78F, 1.26F, 0.93F, 1.16F, 1.40F, 0.84F, 1.31F,
     1.25F, 2.00F, 1.26F, 1.26F, 1.29F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.96F, 3.73F, 1.45F, 0.19F, 9.00F,
     9.00F, 3.24F, 1.34F, 3.50F, 2.31F},
    0.64F,  // apart_slope
    1.02F,  // before_slope
    0.59F,  // after_slope
    -0.42F,  // fragment
    0.66F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
