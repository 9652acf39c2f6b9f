#include "CRelaxation.h"

#include <string.h>

#define SHIFT 10
#define INSIDE static inline __attribute__((always_inline))

// A tile of columns at a time, whose sums stay in registers.
#define PRODUCTS(name, tile)                                                                     \
  void name(                                                                                     \
      int32_t *sums, int32_t columns, const int16_t *weights, const uint16_t *pairs,             \
      int32_t pairCount, const int16_t *states) {                                                \
    int32_t start = 0;                                                                           \
    for (; start + 2 * WHEATSTONE_COLUMNS <= columns; start += 2 * WHEATSTONE_COLUMNS) {         \
      tile(                                                                                      \
          sums + start, columns, weights + 2 * start, pairs, pairCount, states,                  \
          2 * WHEATSTONE_COLUMNS);                                                               \
    }                                                                                            \
    for (; start < columns; start += WHEATSTONE_COLUMNS) {                                       \
      tile(                                                                                      \
          sums + start, columns, weights + 2 * start, pairs, pairCount, states,                  \
          WHEATSTONE_COLUMNS);                                                                   \
    }                                                                                            \
  }

#if defined(__x86_64__)

#include <immintrin.h>

// Compilers do not find the instruction for a pair of products by themselves.
#define TILE(name, vector, lanes, load, store, all, products, shifted, added)                    \
  INSIDE void name(                                                                              \
      int32_t *sums, int32_t columns, const int16_t *weights, const uint16_t *pairs,             \
      int32_t pairCount, const int16_t *states, const int width) {                               \
    vector inside[2 * WHEATSTONE_COLUMNS / lanes];                                               \
    for (int part = 0; part < width / lanes; part++) {                                           \
      inside[part] = load((const void *)(sums + lanes * part));                                  \
    }                                                                                            \
    for (int32_t index = 0; index < pairCount; index++) {                                        \
      int32_t both;                                                                              \
      memcpy(&both, states + 2 * pairs[index], sizeof both);                                     \
      const vector pair = all(both);                                                             \
      const int16_t *row = weights + 2 * (int64_t)pairs[index] * columns;                        \
      for (int part = 0; part < width / lanes; part++) {                                         \
        vector product = products(load((const void *)(row + 2 * lanes * part)), pair);           \
        inside[part] = added(inside[part], shifted(product, SHIFT));                             \
      }                                                                                          \
    }                                                                                            \
    for (int part = 0; part < width / lanes; part++) {                                           \
      store((void *)(sums + lanes * part), inside[part]);                                        \
    }                                                                                            \
  }

TILE(
    four_lanes, __m128i, 4, _mm_loadu_si128, _mm_storeu_si128, _mm_set1_epi32, _mm_madd_epi16,
    _mm_srai_epi32, _mm_add_epi32)

static PRODUCTS(add_by_four, four_lanes)

#define AVX2 __attribute__((target("avx2")))

AVX2 TILE(
    eight_lanes, __m256i, 8, _mm256_loadu_si256, _mm256_storeu_si256, _mm256_set1_epi32,
    _mm256_madd_epi16, _mm256_srai_epi32, _mm256_add_epi32)

AVX2 static PRODUCTS(add_by_eight, eight_lanes)

void wheatstone_add_products(
    int32_t *sums, int32_t columns, const int16_t *weights, const uint16_t *pairs,
    int32_t pairCount, const int16_t *states) {
  if (__builtin_cpu_supports("avx2")) {
    add_by_eight(sums, columns, weights, pairs, pairCount, states);
  } else {
    add_by_four(sums, columns, weights, pairs, pairCount, states);
  }
}

#else

INSIDE void plain(
    int32_t *sums, int32_t columns, const int16_t *weights, const uint16_t *pairs,
    int32_t pairCount, const int16_t *states, const int width) {
  int32_t inside[2 * WHEATSTONE_COLUMNS];
  memcpy(inside, sums, (size_t)width * sizeof *sums);
  for (int32_t index = 0; index < pairCount; index++) {
    const int16_t first = states[2 * pairs[index]], second = states[2 * pairs[index] + 1];
    const int16_t *row = weights + 2 * (int64_t)pairs[index] * columns;
    for (int column = 0; column < width; column++) {
      inside[column] += (first * row[2 * column] + second * row[2 * column + 1]) >> SHIFT;
    }
  }
  memcpy(sums, inside, (size_t)width * sizeof *sums);
}

PRODUCTS(wheatstone_add_products, plain)

#endif
