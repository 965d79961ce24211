// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.71F, 0.71F, 0.40F, 0.63F, 0.72F, 1.00F, 0.80F, 1.26F, 0.63F, 0.59F,
     0.61F, 0.75F, 0.71F, 0.41F, 0.72F, 0.61F, 0.55F, 0.63F, 0.79F, 0.46F,
     0.91F, 1.23F, 0.29F, 0.75F, 0.90F, 0.71F, 0.73F, 0.71F, 0.71F, 0.71F},
    // by Reading: apart
    {-0.48F, 1.52F, 0.33F, -0.99F, -0.48F, -0.61F, -0.44F, -0.93F, -0.72F, -0.65F,
     -0.66F, 0.22F, -0.40F, -0.48F, -0.47F},
    // by Reading: before
    {-0.28F, -0.28F, -0.12F, -0.57F, -0.28F, -0.32F, -0.25F, -0.82F, -0.30F, -0.26F,
     -0.24F, 0.19F, -0.19F, -0.28F, -0.24F},
    // by Reading: after
    {1.35F, 1.35F, 1.70F, 0.90F, 1.35F, 1.02F, 1.26F, 1.48F, 0.93F, 1.41F,
     1.33F, 2.10F, 1.35F, 1.35F, 1.38F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.96F, 3.73F, 1.48F, 0.21F, 9.00F,
     9.00F, 3.26F, 1.34F, 3.50F, 2.31F},
    0.68F,  // apart_slope
    1.13F,  // before_slope
    0.56F,  // after_slope
    -0.22F,  // fragment
    0.62F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
