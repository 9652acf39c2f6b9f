TARGET INSIDE VECTOR OF(load_some)(const void *from, int32_t count) {
  return (VECTOR)_mm512_maskz_loadu_epi32((__mmask16)((1u << count) - 1), from);
}

TARGET INSIDE void OF(store_some)(void *to, VECTOR value, int32_t count) {
  _mm512_mask_storeu_epi32(to, (__mmask16)((1u << count) - 1), (__m512i)value);
}

TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, VECTOR value) {
  const __m512i pairs = _mm512_loadu_si512((const void *)weights);
  return (VECTOR)_mm512_dpwssd_epi32((__m512i)sums, pairs, (__m512i)value);
}

// sums x mantissa / 2^shift, rounded to nearest: every second number at a time, in 64 bits.
TARGET INSIDE VECTOR OF(changes)(VECTOR sums, wheatstone_rate rate) {
  const __m512i mantissa = _mm512_set1_epi32(rate.mantissa);
  const __m512i half = _mm512_set1_epi64((int64_t)1 << (rate.shift - 1));
  const __m128i shift = _mm_cvtsi32_si128(rate.shift);
  const __m512i even = _mm512_mul_epi32((__m512i)sums, mantissa);
  const __m512i odd = _mm512_mul_epi32(_mm512_srli_epi64((__m512i)sums, 32), mantissa);
  const __m512i low = _mm512_sra_epi64(_mm512_add_epi64(even, half), shift);
  const __m512i high = _mm512_sra_epi64(_mm512_add_epi64(odd, half), shift);
  return (VECTOR)_mm512_mask_blend_epi32(0xaaaa, low, _mm512_slli_epi64(high, 32));
}
