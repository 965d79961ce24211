// The weights of confidence_of().  Made by scripts/train-ranker; not to be edited by hand.
#include "indexer/statements/confidence.h"

namespace onrecord::statements {
namespace {

// clang-format off
constexpr ConfidenceTable kTable = {
    // by Rule
    {0.35F, 0.35F, 0.18F, 0.26F, 0.36F, 0.66F, 0.45F, 0.95F, 0.01F, 0.35F,
     0.34F, 0.61F, 0.35F, 0.07F, 0.15F, 0.62F, 0.18F, -0.02F, 0.39F, -0.29F,
     0.65F, 0.86F, 0.01F, 0.37F, 0.57F, 0.35F, 0.38F, 0.35F, 0.35F, 0.35F},
    // by Reading: apart
    {-0.09F, 1.91F, 0.76F, -0.49F, -0.09F, 0.00F, -0.06F, -0.57F, -0.55F, -0.45F,
     -0.36F, 0.80F, 0.12F, -0.09F, -0.21F},
    // by Reading: before
    {-0.17F, -0.17F, 0.23F, -0.59F, -0.17F, -0.35F, -0.09F, -0.89F, -0.40F, -0.14F,
     -0.10F, 0.60F, -0.07F, -0.17F, -0.08F},
    // by Reading: after
    {0.99F, 0.99F, 1.37F, 0.63F, 0.99F, 0.68F, 0.92F, 0.96F, 0.48F, 1.07F,
     1.01F, 1.81F, 0.92F, 0.99F, 1.02F},
    // by Reading: meant
    {0.00F, 9.00F, 9.00F, 9.00F, 0.40F, 3.59F, 3.53F, 2.93F, 2.93F, 9.00F,
     9.00F, 2.98F, 3.13F, 3.50F, 2.27F},
    0.61F,  // apart_slope
    1.12F,  // before_slope
    0.69F,  // after_slope
    -0.30F,  // fragment
    0.57F,  // fragment_slope
    1.00F,  // certainty_slope
};
// clang-format on

}  // namespace

const ConfidenceTable& confidence_table() { return kTable; }

}  // namespace onrecord::statements
