#include "CRelaxation.h"

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define EVERY_PROCESSOR
#endif

#define ONE 32767

int32_t wheatstone_list_pairs(const int16_t *states, int32_t count, uint16_t *pairs) {
  int32_t found = 0;
  for (int32_t pair = 0; pair < count / 2; pair++) {
    // Written always, kept where it counts: no branch to guess.
    pairs[found] = (uint16_t)pair;
    found += (states[2 * pair] | states[2 * pair + 1]) != 0;
  }
  return found;
}

EVERY_PROCESSOR
int32_t wheatstone_step_states(
    int16_t *states, const int32_t *sums, int32_t columns, int32_t rate) {
  int32_t changed = 0;
  for (int32_t column = 0; column < columns; column++) {
    int32_t state = states[column];
    // Bounded before anything is taken from it: four ones are as good as any more.
    int32_t aim = sums[column] >> 5;
    aim = aim > 4 * ONE ? 4 * ONE : aim < -3 * ONE ? -3 * ONE : aim;
    int32_t next = state + (((aim - state) * rate + (1 << 12)) >> 13);
    next = next < 0 ? 0 : next > ONE ? ONE : next;
    changed |= next ^ state;
    states[column] = (int16_t)next;
  }
  return changed;
}

EVERY_PROCESSOR
void wheatstone_join_rows(
    int16_t *weights, const int32_t *first, const int32_t *second, int32_t count) {
  for (int32_t column = 0; column < count; column++) {
    weights[2 * column] = (int16_t)((first[column] + (1 << 14)) >> 15);
    weights[2 * column + 1] = (int16_t)((second[column] + (1 << 14)) >> 15);
  }
}

EVERY_PROCESSOR
void wheatstone_turn_row(
    int32_t *taps, const int32_t *sums, int32_t count, int32_t mantissa, int32_t shift,
    int32_t limit) {
  const int64_t half = (int64_t)1 << (shift - 1);
  for (int32_t column = 0; column < count; column++) {
    int64_t tap = taps[column] + (((int64_t)sums[column] * mantissa + half) >> shift);
    taps[column] = (int32_t)(tap > limit ? limit : tap < -limit ? -limit : tap);
  }
}
