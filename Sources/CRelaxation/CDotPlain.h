// sums[j] += first w[j][0] + second w[j][1], modulo 2^32
#if defined(__aarch64__)
#include <arm_neon.h>
TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, int32_t value) {
  const int16x8_t pairs = vld1q_s16(weights), both = vreinterpretq_s16_s32(vdupq_n_s32(value));
  const int32x4_t low = vmull_s16(vget_low_s16(pairs), vget_low_s16(both));
  const int32x4_t sum = vpaddq_s32(low, vmull_high_s16(pairs, both));
  return (VECTOR)vaddq_s32((int32x4_t)sums, sum);
}
#else
TARGET INSIDE VECTOR OF(dot)(VECTOR sums, const int16_t *weights, int32_t value) {
  const int32_t first = (int16_t)value, second = value >> 16;
  VECTOR products;
  for (int lane = 0; lane < LANES; lane++) {
    products[lane] = first * weights[2 * lane] + second * weights[2 * lane + 1];
  }
  return sums + products;
}
#endif
