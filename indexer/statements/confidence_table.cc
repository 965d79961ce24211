// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.30F, 0.16F, 0.25F, 0.22F, 0.31F, 0.60F, 0.40F, 0.91F, -0.04F, 0.29F,
     0.28F, 0.53F, 0.30F, -0.04F, 0.09F, 0.54F, 0.02F, 0.31F, -0.46F, 0.64F,
     0.84F, 0.09F, 0.20F, 0.52F, 0.30F, 0.33F, 0.30F, 0.30F, 0.30F},
    // by Reading: apart
    {-0.08F, 1.92F, 0.75F, -0.41F, -0.08F, 0.02F, -0.18F, -0.56F, -0.59F, -0.49F,
     -0.38F, 0.89F, 0.19F, -0.08F, -0.09F},
    // by Reading: before
    {-0.16F, -0.16F, 0.37F, -0.71F, -0.16F, -0.33F, -0.10F, -0.86F, -0.45F, -0.13F,
     -0.10F, 0.63F, -0.05F, -0.16F, -0.05F},
    // by Reading: after
    {0.95F, 0.95F, 1.31F, 0.57F, 0.95F, 0.64F, 0.87F, 0.98F, 0.49F, 1.04F,
     0.98F, 1.81F, 0.77F, 0.95F, 0.98F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.59F, 3.53F, 2.91F, 2.94F, 9.00F,
     9.00F, 2.40F, 1.84F, 3.50F, 2.27F},
    0.64F,  // apart_slope
    1.09F,  // before_slope
    0.70F,  // after_slope
    -0.32F,  // fragment
    0.61F,  // fragment_slope
    0.50F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
