// The most products of 16 bits that one core adds up in a second: prints it for every kind of vectors
// that the processor has. Build: cc -O2 -o peak peak.c
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#if defined(__x86_64__)
#include <immintrin.h>

#define ROUNDS 20000000
#define SUMS 12

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// SUMS chains that wait for nothing but themselves; the factors are never known to the compiler.
#define PEAK(name, isa, vector, set, step, lanes)                                                \
  __attribute__((target(isa))) static void name(void) {                                          \
    vector sums[SUMS], one = set(3), other = set(5);                                             \
    _Pragma("GCC unroll 12") for (int i = 0; i < SUMS; i++) sums[i] = set(i);                    \
    const double start = seconds();                                                              \
    for (int round = 0; round < ROUNDS; round++) {                                               \
      _Pragma("GCC unroll 12") for (int i = 0; i < SUMS; i++) {                                  \
        __asm__ volatile("" : "+v"(one), "+v"(other));                                           \
        sums[i] = step;                                                                          \
      }                                                                                          \
    }                                                                                            \
    const double took = seconds() - start;                                                       \
    _Pragma("GCC unroll 12") for (int i = 0; i < SUMS; i++) {                                    \
      __asm__ volatile("" : "+v"(sums[i]));                                                      \
    }                                                                                            \
    printf("\"" #name "\": %.4g", (double)ROUNDS * SUMS * 2 * lanes / took);                     \
  }

PEAK(
    avx2, "avx2", __m256i, _mm256_set1_epi32,
    _mm256_add_epi32(sums[i], _mm256_madd_epi16(one, other)), 8)
PEAK(
    avx512, "avx512f,avx512bw,avx512vnni", __m512i, _mm512_set1_epi32,
    _mm512_dpwssd_epi32(sums[i], one, other), 16)

int main(void) {
  const int widest = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw");
  printf("{");
  if (__builtin_cpu_supports("avx2")) avx2();
  if (widest) {
    printf(", ");
    avx512();
  }
  printf("}\n");
  return 0;
}

#else

int main(void) {
  printf("{}\n");
  return 0;
}

#endif
