// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.64F, 0.69F, 0.48F, 0.72F, 0.67F, 0.88F, 0.73F, 1.26F, 0.56F, 0.46F,
     0.50F, 0.65F, 0.64F, 0.24F, 0.41F, 0.70F, 0.43F, 0.53F, 0.51F, 0.49F,
     0.99F, 0.94F, 0.35F, 0.64F, 0.87F, 0.64F, 0.66F, 0.64F, 0.64F, 0.64F},
    // by Reading: apart
    {0.16F, 2.16F, 0.94F, -0.39F, 0.16F, -0.15F, 0.16F, -0.22F, -0.17F, 0.25F,
     0.17F, 0.77F, 0.19F, 0.16F, 0.18F},
    // by Reading: before
    {0.05F, 0.05F, 0.10F, -0.40F, 0.05F, 0.01F, 0.05F, -0.09F, 0.09F, 0.08F,
     0.07F, 0.41F, 0.09F, 0.05F, 0.14F},
    // by Reading: after
    {1.06F, 1.06F, 1.44F, 0.51F, 1.06F, 0.75F, 1.09F, 1.10F, 0.55F, 1.24F,
     0.99F, 1.83F, 1.05F, 1.06F, 1.08F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.96F, 3.65F, 1.30F, -0.08F, 9.00F,
     9.00F, 3.33F, 0.73F, 3.50F, 2.31F},
    0.50F,  // apart_slope
    1.16F,  // before_slope
    0.61F,  // after_slope
    -0.60F,  // fragment
    0.52F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
