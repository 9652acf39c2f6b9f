TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, int32_t value) {
  const __m512i pairs = _mm512_loadu_si512((const void *)weights);
  return (VECTOR)_mm512_dpwssd_epi32((__m512i)sums, pairs, _mm512_set1_epi32(value));
}
