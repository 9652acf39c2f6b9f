#include "CDirected.h"

#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define EVERY_PROCESSOR
#endif

#define SHIFT 10
#define TILE 16

int32_t wheatstone_list_examples(const int16_t *pairs, int32_t count, uint16_t *listed) {
  int32_t found = 0;
  for (int32_t example = 0; example < count; example++) {
    // Written always, kept where it counts: no branch to guess.
    listed[found] = (uint16_t)example;
    found += (pairs[2 * example] | pairs[2 * example + 1]) != 0;
  }
  return found;
}

EVERY_PROCESSOR
void wheatstone_add_examples(
    int32_t *sums, int32_t columns, const int16_t *said, const int16_t *pairs,
    const uint16_t *listed, int32_t count) {
  for (int32_t start = 0; start < columns; start += TILE) {
    int32_t inside[TILE];
    memcpy(inside, sums + start, sizeof inside);
    for (int32_t index = 0; index < count; index++) {
      const int32_t example = listed[index];
      const int32_t first = pairs[2 * example], second = pairs[2 * example + 1];
      const int16_t *row = said + 2 * ((int64_t)example * columns + start);
      for (int column = 0; column < TILE; column++) {
        inside[column] += (first * row[2 * column] + second * row[2 * column + 1]) >> SHIFT;
      }
    }
    memcpy(sums + start, inside, sizeof inside);
  }
}
