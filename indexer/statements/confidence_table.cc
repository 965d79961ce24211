// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.68F, 0.69F, 0.48F, 0.75F, 0.70F, 0.91F, 0.77F, 1.20F, 0.68F, 0.51F,
     0.44F, 0.66F, 0.68F, 0.25F, 0.86F, 0.48F, 0.47F, 0.68F, 0.56F, 0.68F,
     0.98F, 0.96F, 0.33F, 0.67F, 0.90F, 0.68F, 0.69F, 0.68F, 0.68F, 0.68F},
    // by Reading: apart
    {0.18F, 2.18F, 0.96F, -0.39F, 0.18F, -0.15F, 0.18F, -0.14F, -0.08F, 0.29F,
     0.19F, 0.67F, 0.21F, 0.18F, 0.25F},
    // by Reading: before
    {-0.27F, -0.27F, -0.27F, -0.65F, -0.27F, -0.27F, -0.27F, -0.33F, -0.21F, -0.24F,
     -0.26F, -0.05F, -0.27F, -0.27F, -0.17F},
    // by Reading: after
    {1.19F, 1.19F, 1.58F, 0.64F, 1.19F, 0.88F, 1.23F, 1.21F, 0.68F, 1.37F,
     1.11F, 2.00F, 1.20F, 1.19F, 1.22F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.95F, 3.69F, 1.67F, -0.16F, 9.00F,
     9.00F, 2.89F, 3.61F, 3.50F, 2.20F},
    0.50F,  // apart_slope
    1.35F,  // before_slope
    0.59F,  // after_slope
    -0.68F,  // fragment
    0.56F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
