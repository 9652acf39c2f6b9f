#ifndef WHEATSTONE_CKINDS_H
#define WHEATSTONE_CKINDS_H

#include "CRelaxation.h"

#include <string.h>

// Every loop is written once (CLoops.h), for vectors of the compiler of VECTOR_LANES numbers of 32
// bits, and compiled for each kind of processor; only a pair of products is an instruction that
// compilers do not find by themselves.

#define INSIDE static inline __attribute__((always_inline))
#define SHIFT 10
#define ONE 32767
// The most that magnitudes of a run of products add up to.
#define RUN 65535

#if defined(__x86_64__)
#include <immintrin.h>
#define HAS_KINDS 1
#endif

// Loops over vectors that are to stay in registers.
#if defined(__clang__)
#define UNROLLED _Pragma("clang loop unroll(full)")
#else
#define UNROLLED
#endif

#define JOINED(name, kind) name##_##kind
#define NAMED(name, kind) JOINED(name, kind)

#endif
