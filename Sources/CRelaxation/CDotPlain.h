// The first `count` numbers of a vector, the others zero.
TARGET INSIDE VECTOR OF(load_some)(const void *from, int32_t count) {
  VECTOR value = {0};
  memcpy(&value, from, (size_t)count * sizeof(int32_t));
  return value;
}

TARGET INSIDE void OF(store_some)(void *to, VECTOR value, int32_t count) {
  memcpy(to, &value, (size_t)count * sizeof(int32_t));
}

// sums[j] += first w[j][0] + second w[j][1], modulo 2^32; the pair is the same in all of `value`
#if defined(__aarch64__)
#include <arm_neon.h>
TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, VECTOR value) {
  const int16x8_t pairs = vld1q_s16(weights), both = (int16x8_t)value;
  const int32x4_t low = vmull_s16(vget_low_s16(pairs), vget_low_s16(both));
  const int32x4_t sum = vpaddq_s32(low, vmull_high_s16(pairs, both));
  return (VECTOR)vaddq_s32((int32x4_t)sums, sum);
}
#elif defined(__x86_64__)
TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, VECTOR value) {
  const __m128i pairs = _mm_loadu_si128((const void *)weights);
  return (VECTOR)_mm_add_epi32((__m128i)sums, _mm_madd_epi16(pairs, (__m128i)value));
}
#else
TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, VECTOR value) {
  const int32_t first = (int16_t)value[0], second = value[0] >> 16;
  VECTOR products;
  for (int lane = 0; lane < LANES; lane++) {
    products[lane] = first * weights[2 * lane] + second * weights[2 * lane + 1];
  }
  return sums + products;
}
#endif

// sums x mantissa / 2^shift, rounded to nearest.
TARGET INSIDE VECTOR OF(changes)(VECTOR sums, wheatstone_rate rate) {
  const int64_t half = (int64_t)1 << (rate.shift - 1);
  VECTOR changes;
  for (int lane = 0; lane < LANES; lane++) {
    changes[lane] = (int32_t)(((int64_t)sums[lane] * rate.mantissa + half) >> rate.shift);
  }
  return changes;
}
