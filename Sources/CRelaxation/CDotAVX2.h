// The first `count` numbers of a vector, the others zero.
TARGET INSIDE VECTOR OF(load_some)(const void *from, int32_t count) {
  VECTOR value = {0};
  memcpy(&value, from, (size_t)count * sizeof(int32_t));
  return value;
}

TARGET INSIDE void OF(store_some)(void *to, VECTOR value, int32_t count) {
  memcpy(to, &value, (size_t)count * sizeof(int32_t));
}

TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, VECTOR value) {
  const __m256i pairs = _mm256_loadu_si256((const void *)weights);
  return (VECTOR)_mm256_add_epi32(
      (__m256i)sums, _mm256_madd_epi16(pairs, (__m256i)value));
}

// sums x mantissa / 2^shift, rounded to nearest: every second number at a time, in 64 bits. There is
// no shift that keeps a sign: what is shifted is raised by 2^63 before, and lowered behind.
TARGET INSIDE VECTOR OF(changes)(VECTOR sums, wheatstone_rate rate) {
  const __m256i mantissa = _mm256_set1_epi32(rate.mantissa);
  const uint64_t raise = (uint64_t)1 << 63;
  const uint64_t half = raise + ((uint64_t)1 << (rate.shift - 1));
  const __m256i more = _mm256_set1_epi64x((int64_t)half);
  const __m256i less = _mm256_set1_epi64x((int64_t)(raise >> rate.shift));
  const __m128i shift = _mm_cvtsi32_si128(rate.shift);
  const __m256i even = _mm256_mul_epi32((__m256i)sums, mantissa);
  const __m256i odd = _mm256_mul_epi32(_mm256_srli_epi64((__m256i)sums, 32), mantissa);
  const __m256i low =
      _mm256_sub_epi64(_mm256_srl_epi64(_mm256_add_epi64(even, more), shift), less);
  const __m256i high =
      _mm256_sub_epi64(_mm256_srl_epi64(_mm256_add_epi64(odd, more), shift), less);
  return (VECTOR)_mm256_blend_epi32(low, _mm256_slli_epi64(high, 32), 0xaa);
}
