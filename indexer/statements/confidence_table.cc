// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.67F, 0.69F, 0.48F, 0.75F, 0.69F, 0.90F, 0.76F, 1.20F, 0.67F, 0.43F,
     0.44F, 0.65F, 0.67F, 0.26F, 0.81F, 0.48F, 0.46F, 0.67F, 0.56F, 0.67F,
     0.98F, 0.96F, 0.32F, 0.66F, 0.89F, 0.67F, 0.68F, 0.67F, 0.67F, 0.67F},
    // by Reading: apart
    {0.13F, 2.13F, 0.92F, -0.46F, 0.13F, -0.20F, 0.13F, -0.23F, -0.11F, 0.24F,
     0.14F, 0.64F, 0.16F, 0.13F, 0.21F},
    // by Reading: before
    {-0.28F, -0.28F, -0.27F, -0.66F, -0.28F, -0.28F, -0.28F, -0.34F, -0.22F, -0.25F,
     -0.26F, -0.06F, -0.28F, -0.28F, -0.18F},
    // by Reading: after
    {1.19F, 1.19F, 1.57F, 0.64F, 1.19F, 0.88F, 1.23F, 1.21F, 0.68F, 1.37F,
     1.12F, 2.00F, 1.20F, 1.19F, 1.22F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.95F, 3.69F, 1.67F, -0.16F, 9.00F,
     9.00F, 2.89F, 3.61F, 3.50F, 2.20F},
    0.52F,  // apart_slope
    1.35F,  // before_slope
    0.59F,  // after_slope
    -0.63F,  // fragment
    0.57F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
