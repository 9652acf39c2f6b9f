#ifndef WHEATSTONE_CRELAXATION_H
#define WHEATSTONE_CRELAXATION_H

#include <stdint.h>

#include "CDirected.h"
#include "CMessages.h"
#include "CTeam.h"

// The inner loops of a digital network: states and weights of 16 bits, exact sums. In C because each
// has a version for every kind of vectors, of which the right one is taken at run time. Integer sums
// give the same bits in all of them, in any order.

// Columns are computed this many at a time; arrays that run over columns are padded to a multiple.
#define WHEATSTONE_COLUMNS 16
// Arrays of states are padded to a multiple of this.
#define WHEATSTONE_STATES 32
// What is read as a whole begins at a multiple of so many bytes, for speed only.
#define WHEATSTONE_ALIGNMENT 64
// Lists have room for so many entries more than are listed.
#define WHEATSTONE_SPARE 16
// Rows of a block that turn together.
#define WHEATSTONE_ROWS 16

// Kinds of vectors. The first is what every processor of an architecture has.
#define WHEATSTONE_PLAIN 0
#define WHEATSTONE_AVX2 1
#define WHEATSTONE_AVX512 2

// The best kind that this processor has.
int32_t wheatstone_best_vectors(void);

// Pairs of numbers that are not both zero: `pairs[i]` says which, `values[i]` what, the first in the
// lower 16 bits; `total` is what all magnitudes add up to. Runs of entries whose magnitudes add up to
// less than 2^16 end before `ends[k]`: their products with weights of 16 bits fit 32 bits together.
// No end: not divided yet.
typedef struct {
  uint16_t *_Nonnull pairs;
  int32_t *_Nonnull values;
  uint16_t *_Nonnull ends;
  int32_t count;
  int32_t total;
  int32_t endCount;
} wheatstone_changes;

// Lists the pairs of states themselves, each divided by 2^scale: of all of them that many lower bits
// are zero.
void wheatstone_list_states(
    int32_t kind, const int16_t *_Nonnull states, int32_t count, int32_t scale,
    wheatstone_changes *_Nonnull changes);

// How many lower bits are zero in all states; at most 10.
int32_t wheatstone_common_scale(const int16_t *_Nonnull states, int32_t count);

// heard[j] 2^10 + rest[j] += 2^scale (first w[i][j][0] + second w[i][j][1]) for every listed pair i,
// exactly; rest stays within 0 to 2^10 - 1. `weights` has a row of `columns` pairs for each pair of
// states. Weights are within -(2^15 - 1) to 2^15 - 1, scale is 0 to 10.
void wheatstone_add_products(
    int32_t kind, int32_t *_Nonnull heard, int32_t *_Nonnull rest, int32_t columns,
    const int16_t *_Nonnull weights, wheatstone_changes *_Nonnull changes, int32_t scale);

// Every state goes the share `rate` / 2^13 of the way to (standing + heard) / 2^5, within 0 to
// 2^15 - 1; sums count as -3 to 4 ones at the most. Lists the pairs (2 i, 2 i + 1) that changed, by
// how much. States hold 0 to 2^15 - 1, and behind the columns zeros up to a multiple of
// WHEATSTONE_STATES.
void wheatstone_step_states(
    int32_t kind, int16_t *_Nonnull states, const int32_t *_Nonnull standing,
    const int32_t *_Nonnull heard, int32_t columns, int32_t rate,
    wheatstone_changes *_Nonnull changes);

// What a batch says to a block's columns: example by example (nudged, free), or (where `apart`) for
// two examples at a time nudged less free of each. The same of an odd example behind the last is 0.
void wheatstone_say_columns(
    int32_t kind, int16_t *_Nonnull said, const int16_t *_Nonnull nudged,
    const int16_t *_Nonnull free, int32_t columns, int32_t stride, int32_t batch, int32_t apart);

// What a batch says to WHEATSTONE_ROWS rows (or fewer), listed: example by example (nudged, -free),
// or without `nudged` two examples at a time, divided by 2^scale. States have WHEATSTONE_ROWS rows,
// with padding.
void wheatstone_say_rows(
    int32_t kind, wheatstone_changes *_Nonnull lists, const int16_t *_Nullable nudged,
    const int16_t *_Nonnull free, int32_t rows, int32_t stride, int32_t batch, int32_t scale);

// How elements turn: by sum x mantissa / 2^shift, rounded to nearest, within -limit to limit. No sum
// is beyond -bound to bound. |mantissa| is below 2^31, the shift 1 to 62.
typedef struct {
  int32_t mantissa;
  int32_t shift;
  int32_t limit;
  int32_t bound;
} wheatstone_rate;

// Two rows of taps turn by 2^(scale - 10) times the products of what their lists and the columns say,
// rounded down; `weights` becomes (tap + 2^14) >> 15 of each, side by side. A last row without a
// second: `second` is null, and its list empty.
void wheatstone_turn_rows(
    int32_t kind, int32_t *_Nonnull first, int32_t *_Nullable second, int16_t *_Nonnull weights,
    wheatstone_changes *_Nonnull lists, const int16_t *_Nonnull said, int32_t columns,
    int32_t count, int32_t scale, wheatstone_rate rate);

// Every tap turns by its own sum.
void wheatstone_turn_row(
    int32_t *_Nonnull taps, const int32_t *_Nonnull sums, int32_t count, wheatstone_rate rate);

// One row of weights for one or two rows of taps.
void wheatstone_join_rows(
    int32_t kind, int16_t *_Nonnull weights, const int32_t *_Nonnull first,
    const int32_t *_Nullable second, int32_t count);

// As above, each weight the nearest of `limit` multiples of 2^(shift - 15) to both sides of 0.
void wheatstone_narrow_rows(
    int32_t kind, int16_t *_Nonnull weights, const int32_t *_Nonnull first,
    const int32_t *_Nullable second, int32_t count, int32_t shift, int32_t limit);

// The weights of `rows` rows from `row`, the other way round: rows of pairs of columns. `row` is even.
void wheatstone_transpose_rows(
    const int16_t *_Nonnull weights, int32_t columns, int16_t *_Nonnull backward,
    int32_t backwardColumns, int32_t row, int32_t rows, int32_t count);

#endif
