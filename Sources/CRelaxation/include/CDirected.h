#ifndef WHEATSTONE_CDIRECTED_H
#define WHEATSTONE_CDIRECTED_H

#include <stdint.h>

// What a batch says to the elements of one direction.

// Lists the examples whose pair of numbers is not (0, 0). Returns how many; `listed` has room for
// count + 1.
int32_t wheatstone_list_examples(
    const int16_t *_Nonnull pairs, int32_t count, uint16_t *_Nonnull listed);

// sums[j] += (pairs[2 i] said[i][j][0] + pairs[2 i + 1] said[i][j][1]) >> 10 for every listed example
// i. `said` has a row of `columns` pairs for each example, `columns` a multiple of 16. No pair of
// products is below -2^31 or above 2^31 - 1.
void wheatstone_add_examples(
    int32_t *_Nonnull sums, int32_t columns, const int16_t *_Nonnull said,
    const int16_t *_Nonnull pairs, const uint16_t *_Nonnull listed, int32_t count);

#endif
