#include "CRuns.h"

#define KIND plain
#define TARGET
#define LANES 4
#define TILE 4
#define TURNS 4
#define DIVIDE divide
#define DOT "CDotPlain.h"
#include "CLoops.h"
#undef KIND
#undef TARGET
#undef LANES
#undef TILE
#undef TURNS
#undef DIVIDE
#undef DOT

#if HAS_KINDS

#define KIND avx2
#define TARGET __attribute__((target("avx2")))
#define LANES 8
#define TILE 8
#define TURNS 4
#define DIVIDE divide
#define DOT "CDotAVX2.h"
#include "CLoops.h"
#undef KIND
#undef TARGET
#undef LANES
#undef TILE
#undef TURNS
#undef DIVIDE
#undef DOT

#define KIND avx512
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define LANES 16
#define TILE 16
#define TURNS 4
#define DIVIDE divide_wide
#define DOT "CDotAVX512.h"
#include "CLoops.h"

#define CALL(kind, name, ...)                                   \
  switch (kind) {                                               \
    case WHEATSTONE_AVX512: name##_avx512(__VA_ARGS__); return; \
    case WHEATSTONE_AVX2: name##_avx2(__VA_ARGS__); return;     \
    default: name##_plain(__VA_ARGS__);                         \
  }

int32_t wheatstone_best_vectors(void) {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vnni")) {
    return WHEATSTONE_AVX512;
  }
  return __builtin_cpu_supports("avx2") ? WHEATSTONE_AVX2 : WHEATSTONE_PLAIN;
}

#else

#define CALL(kind, name, ...) \
  (void)kind;                 \
  name##_plain(__VA_ARGS__);

int32_t wheatstone_best_vectors(void) { return WHEATSTONE_PLAIN; }

#endif

void wheatstone_add_products(
    int32_t kind, int32_t *heard, int32_t *rest, int32_t columns, const int16_t *weights,
    wheatstone_changes *changes, int32_t scale) {
  if (changes->count == 0) return;
  CALL(kind, add_products, heard, rest, columns, weights, changes, scale)
}

void wheatstone_say_columns(
    int32_t kind, int16_t *said, const int16_t *nudged, const int16_t *free, int32_t columns,
    int32_t stride, int32_t batch, int32_t apart) {
  CALL(kind, say_columns, said, nudged, free, columns, stride, batch, apart)
}

void wheatstone_join_rows(
    int32_t kind, int16_t *weights, const int32_t *first, const int32_t *second, int32_t count) {
  CALL(kind, join_rows, weights, first, second, count)
}

void wheatstone_narrow_rows(
    int32_t kind, int16_t *weights, const int32_t *first, const int32_t *second, int32_t count,
    int32_t shift, int32_t limit) {
  CALL(kind, narrow_rows, weights, first, second, count, shift, limit)
}

// A change whose size nothing bounds.
static int32_t turned_far(int32_t tap, int32_t sum, wheatstone_rate rate) {
  const int64_t half = (int64_t)1 << (rate.shift - 1);
  const int64_t moved = tap + (((int64_t)sum * rate.mantissa + half) >> rate.shift);
  return (int32_t)(moved > rate.limit ? rate.limit : moved < -rate.limit ? -rate.limit : moved);
}

static void turn_rows_far(
    int32_t *first, int32_t *second, int16_t *weights, wheatstone_changes *lists,
    const int16_t *said, int32_t columns, int32_t count, int32_t scale, wheatstone_rate rate) {
  for (int row = 0; row < 2; row++) {
    if (lists[row].endCount == 0 && !splits(&lists[row], scale)) divide(&lists[row]);
  }
  for (int32_t start = 0; start < count; start += 4) {
    vector_plain one, two;
    row_sums_plain(&one, columns, said + 2 * start, &lists[0], scale, 1);
    row_sums_plain(&two, columns, said + 2 * start, &lists[1], scale, 1);
    for (int32_t at = start; at < count && at < start + 4; at++) {
      first[at] = turned_far(first[at], one[at - start], rate);
      if (second) second[at] = turned_far(second[at], two[at - start], rate);
    }
  }
  join_rows_plain(weights, first, second, count);
}

void wheatstone_turn_rows(
    int32_t kind, int32_t *first, int32_t *second, int16_t *weights,
    wheatstone_changes *lists, const int16_t *said, int32_t columns, int32_t count,
    int32_t scale, wheatstone_rate rate) {
  const int64_t most = rate.mantissa < 0 ? -(int64_t)rate.mantissa : rate.mantissa;
  if ((rate.bound * most) >> rate.shift >= 1 << 30) {
    turn_rows_far(first, second, weights, lists, said, columns, count, scale, rate);
    return;
  }
  CALL(kind, turn_rows, first, second, weights, lists, said, columns, count, scale, rate)
}

void wheatstone_turn_row(
    int32_t *taps, const int32_t *sums, int32_t count, wheatstone_rate rate) {
  for (int32_t at = 0; at < count; at++) taps[at] = turned_far(taps[at], sums[at], rate);
}
