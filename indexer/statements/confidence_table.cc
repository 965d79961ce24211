// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.69F, 0.71F, 0.50F, 0.77F, 0.71F, 0.92F, 0.77F, 1.24F, 0.69F, 0.46F,
     0.45F, 0.67F, 0.69F, 0.29F, 0.83F, 0.37F, 0.48F, 0.69F, 0.59F, 0.69F,
     1.00F, 0.99F, 0.35F, 0.69F, 0.90F, 0.69F, 0.70F, 0.69F, 0.69F, 0.69F},
    // by Reading: apart
    {0.07F, 2.07F, 0.83F, -0.52F, 0.07F, -0.25F, 0.07F, -0.29F, -0.17F, 0.18F,
     0.09F, 0.59F, 0.10F, 0.07F, 0.15F},
    // by Reading: before
    {-0.01F, -0.01F, -0.03F, -0.41F, -0.01F, -0.01F, -0.01F, -0.09F, 0.04F, 0.02F,
     0.01F, 0.32F, -0.01F, -0.01F, 0.08F},
    // by Reading: after
    {1.17F, 1.17F, 1.56F, 0.62F, 1.17F, 0.86F, 1.22F, 1.19F, 0.66F, 1.35F,
     1.10F, 1.98F, 1.18F, 1.17F, 1.20F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.95F, 3.69F, 1.67F, -0.16F, 9.00F,
     9.00F, 2.90F, 3.57F, 3.50F, 2.20F},
    0.54F,  // apart_slope
    1.19F,  // before_slope
    0.59F,  // after_slope
    -0.59F,  // fragment
    0.57F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
