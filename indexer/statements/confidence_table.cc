// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.31F, 0.35F, 0.22F, 0.22F, 0.31F, 0.61F, 0.40F, 0.95F, -0.04F, 0.27F,
     0.35F, 0.56F, 0.31F, -0.01F, 0.11F, 0.53F, 0.14F, -0.24F, 0.26F, -0.29F,
     0.75F, 0.82F, -0.02F, 0.27F, 0.51F, 0.31F, 0.33F, 0.31F, 0.31F, 0.31F},
    // by Reading: apart
    {-0.09F, 1.91F, 0.76F, -0.46F, -0.09F, -0.01F, -0.14F, -0.55F, -0.60F, -0.51F,
     -0.29F, 0.76F, 0.17F, -0.09F, -0.11F},
    // by Reading: before
    {-0.29F, -0.29F, 0.23F, -0.94F, -0.29F, -0.46F, -0.22F, -0.97F, -0.47F, -0.25F,
     -0.22F, 0.52F, -0.17F, -0.29F, -0.18F},
    // by Reading: after
    {0.96F, 0.96F, 1.34F, 0.59F, 0.96F, 0.65F, 0.88F, 0.98F, 0.45F, 1.04F,
     0.99F, 1.77F, 0.89F, 0.96F, 1.00F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.59F, 3.53F, 2.89F, 2.94F, 9.00F,
     9.00F, 2.98F, 3.14F, 3.50F, 2.27F},
    0.65F,  // apart_slope
    1.12F,  // before_slope
    0.69F,  // after_slope
    -0.21F,  // fragment
    0.55F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
