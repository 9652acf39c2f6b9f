#ifndef WHEATSTONE_PROCESSORS_H
#define WHEATSTONE_PROCESSORS_H

// In C because a compiler of C makes one version for each kind of processor, of which the right one
// is taken at the program's start. All give the same bits: every sum is taken in the same order, and
// no multiplication is joined with an addition.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define EVERY_PROCESSOR
#endif

#define INSIDE static inline __attribute__((always_inline))

#endif
