// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.68F, 0.69F, 0.48F, 0.75F, 0.70F, 0.91F, 0.77F, 1.20F, 0.68F, 0.50F,
     0.44F, 0.66F, 0.68F, 0.25F, 0.86F, 0.48F, 0.47F, 0.68F, 0.56F, 0.68F,
     0.98F, 0.96F, 0.33F, 0.67F, 0.90F, 0.68F, 0.69F, 0.68F, 0.68F, 0.68F},
    // by Reading: apart
    {0.19F, 2.19F, 0.96F, -0.39F, 0.19F, -0.15F, 0.19F, -0.14F, -0.07F, 0.30F,
     0.19F, 0.68F, 0.22F, 0.19F, 0.26F},
    // by Reading: before
    {-0.28F, -0.28F, -0.28F, -0.66F, -0.28F, -0.28F, -0.28F, -0.33F, -0.22F, -0.24F,
     -0.26F, -0.05F, -0.28F, -0.28F, -0.17F},
    // by Reading: after
    {1.19F, 1.19F, 1.57F, 0.63F, 1.19F, 0.87F, 1.23F, 1.21F, 0.67F, 1.36F,
     1.11F, 2.00F, 1.20F, 1.19F, 1.22F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.95F, 3.69F, 1.67F, -0.16F, 9.00F,
     9.00F, 2.90F, 3.61F, 3.50F, 2.20F},
    0.50F,  // apart_slope
    1.34F,  // before_slope
    0.59F,  // after_slope
    -0.68F,  // fragment
    0.57F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
