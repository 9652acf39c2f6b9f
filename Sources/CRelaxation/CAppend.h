#ifndef WHEATSTONE_CAPPEND_H
#define WHEATSTONE_CAPPEND_H

#include "CRuns.h"

#if HAS_KINDS

// Those of sixteen entries that count, moved together behind the `found` before them.
WIDE INSIDE int32_t append_wide(
    int32_t *values, uint16_t *pairs, int32_t found, __m512i value, __m512i which) {
  const __mmask16 mask = _mm512_test_epi32_mask(value, value);
  _mm512_storeu_si512(
      (void *)(values + found), _mm512_maskz_compress_epi32(mask, value));
  _mm256_storeu_si256(
      (void *)(pairs + found),
      _mm512_cvtepi32_epi16(_mm512_maskz_compress_epi32(mask, which)));
  return found + __builtin_popcount(mask);
}

#endif

#endif
