#include "CMessages.h"

#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define EVERY_PROCESSOR
#endif

#define ONE 32767
#define TILE 16

EVERY_PROCESSOR
int32_t wheatstone_list_messages(
    int32_t *said, const int16_t *states, int32_t columns, int32_t quantum, uint16_t *messages) {
  const int32_t step = (int32_t)1 << quantum, half = step >> 1, most = (int32_t)1 << 15;
  int32_t found = 0;
  for (int32_t start = 0; start < columns; start += TILE) {
    // Most nodes have nothing to say: whole tiles are passed by.
    int32_t some = 0;
    for (int32_t node = start; node < start + TILE; node++) {
      int32_t owed = states[node] - said[node];
      some |= (owed > half) & (said[node] <= most - step);
      some |= (owed < -half) & (said[node] >= step);
    }
    if (!some) continue;
    for (int32_t node = start; node < start + TILE; node++) {
      int32_t owed = states[node] - said[node];
      int32_t up = (owed > half) & (said[node] <= most - step);
      int32_t down = (owed < -half) & (said[node] >= step);
      said[node] += (up << quantum) - (down << quantum);
      // Written always, kept where it counts: no branch to guess.
      messages[found] = (uint16_t)(2 * node + down);
      found += up | down;
    }
  }
  return found;
}

EVERY_PROCESSOR
void wheatstone_add_messages(
    int32_t *sums, int32_t columns, const int16_t *weights, const uint16_t *messages,
    int32_t count, int32_t quantum) {
  const int32_t shift = quantum - 7;
  for (int32_t start = 0; start < columns; start += TILE) {
    int32_t inside[TILE];
    memcpy(inside, sums + start, sizeof inside);
    for (int32_t index = 0; index < count; index++) {
      const int32_t node = messages[index] >> 1;
      const int32_t sign = -(int32_t)(messages[index] & 1);
      const int16_t *pairs = weights + 2 * ((int64_t)(node >> 1) * columns + start);
      uint32_t both[TILE];
      memcpy(both, pairs, sizeof both);
      // The first of a pair lies in the lower half.
      const int32_t up = node & 1 ? 0 : 16;
      for (int column = 0; column < TILE; column++) {
        int32_t weight = (int32_t)(both[column] << up) >> 16;
        int32_t rounded = ((weight + 4) >> 3);
        rounded = (int32_t)((uint32_t)rounded << shift);
        inside[column] += (rounded ^ sign) - sign;
      }
    }
    memcpy(sums + start, inside, sizeof inside);
  }
}

EVERY_PROCESSOR
int32_t wheatstone_halve_distance(
    int16_t *states, const int32_t *heard, const int32_t *biases, int32_t columns) {
  int32_t changed = 0;
  for (int32_t column = 0; column < columns; column++) {
    int32_t state = states[column];
    int32_t aim = (heard[column] + biases[column]) >> 5;
    aim = aim > 4 * ONE ? 4 * ONE : aim < -3 * ONE ? -3 * ONE : aim;
    int32_t next = state + ((aim - state + 1) >> 1);
    next = next < 0 ? 0 : next > ONE ? ONE : next;
    changed |= next ^ state;
    states[column] = (int16_t)next;
  }
  return changed;
}
