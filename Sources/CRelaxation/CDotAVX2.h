TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, int32_t value) {
  const __m256i pairs = _mm256_loadu_si256((const void *)weights);
  return (VECTOR)_mm256_add_epi32(
      (__m256i)sums, _mm256_madd_epi16(pairs, _mm256_set1_epi32(value)));
}
