#ifndef WHEATSTONE_CRELAXATION_H
#define WHEATSTONE_CRELAXATION_H

#include <stdint.h>

// The inner loops of a digital network's relaxation: integers of 16 bits, sums of 32. In C because a
// compiler of C makes one version for each kind of processor, of which the right one is taken at the
// program's start. Integer sums give the same bits in all of them.

// Columns are computed this many at a time; arrays that run over columns are padded to a multiple.
#define WHEATSTONE_COLUMNS 32

// Lists the pairs of states (2 i, 2 i + 1) that are not both zero. `count` is even. Returns how many;
// `pairs` has room for count / 2.
int32_t wheatstone_list_pairs(
    const int16_t *_Nonnull states, int32_t count, uint16_t *_Nonnull pairs);

// sums[j] += (states[2 i] w[i][j][0] + states[2 i + 1] w[i][j][1]) >> 10 for every listed pair i.
// `weights` has a row of `columns` pairs for each pair of states. No pair of products is below -2^31
// or above 2^31 - 1.
void wheatstone_add_products(
    int32_t *_Nonnull sums, int32_t columns, const int16_t *_Nonnull weights,
    const uint16_t *_Nonnull pairs, int32_t pairCount, const int16_t *_Nonnull states);

// Every state goes the share `rate` / 2^13 of the way to its sum / 2^5, and stays within 0 to
// 2^15 - 1. Sums count as -3 to 4 ones at the most. Returns 0 where no state changed.
int32_t wheatstone_step_states(
    int16_t *_Nonnull states, const int32_t *_Nonnull sums, int32_t columns, int32_t rate);

// One row of weights for two rows of taps: (tap + 2^14) >> 15 of each, side by side.
void wheatstone_join_rows(
    int16_t *_Nonnull weights, const int32_t *_Nonnull first, const int32_t *_Nonnull second,
    int32_t count);

// Every tap moves by sum x mantissa / 2^shift, rounded to nearest, and stays within -limit to limit.
// |mantissa| is below 2^31, the shift 1 to 62.
void wheatstone_turn_row(
    int32_t *_Nonnull taps, const int32_t *_Nonnull sums, int32_t count, int32_t mantissa,
    int32_t shift, int32_t limit);

#endif
