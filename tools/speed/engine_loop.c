// The engine's inner loop in C, as a C programmer would write it: contrast, proportional rule,
// residual, saturation, on the same tables as Sources/LearningEngine (Contrast, Turning, Turner).
// `engine-benchmark compare` loads it and runs both in turn on the same memory; the taps and
// residuals must agree bit for bit.
#include <stdint.h>
#include <string.h>

// PlanElement, docs/plan.md.
typedef struct {
  uint16_t node_a, node_b;
  int32_t minimum_tap, maximum_tap, start_tap;
  int64_t direction;
} element;

_Static_assert(sizeof(element) == 24, "as in the plan's image");

enum { residual_bits = 30 };
#define ONE_TAP ((int64_t)1 << residual_bits)
#define SETTLED ((int32_t)1 << (residual_bits - 1))

static uint32_t turn_by_contrast(
    const element *restrict elements, size_t count, const int32_t *restrict reference,
    const int32_t *restrict clamped, int32_t *restrict taps, int32_t *restrict residuals,
    int64_t mantissa, unsigned shift) {
  uint32_t moved = 0;
  for (size_t i = 0; i < count; i++) {
    const element *e = &elements[i];
    int32_t reference_drop = reference[e->node_a] - reference[e->node_b];
    int32_t clamped_drop = clamped[e->node_a] - clamped[e->node_b];
    int64_t contrast =
        (int64_t)(reference_drop - clamped_drop) * (int64_t)(reference_drop + clamped_drop);
    int64_t directed = (int64_t)((uint64_t)(contrast * e->direction) << shift);
    int64_t change = (int64_t)(((__int128)directed * mantissa) >> 64);
    int64_t total = residuals[i] + change;
    if ((uint64_t)total < (uint64_t)ONE_TAP) {
      residuals[i] = (int32_t)total;
      continue;
    }
    int64_t wanted = taps[i] + (total >> residual_bits);
    int32_t end;
    if (wanted < e->minimum_tap) {
      end = e->minimum_tap;
    } else if (wanted > e->maximum_tap) {
      end = e->maximum_tap;
    } else {
      residuals[i] = (int32_t)(total & (ONE_TAP - 1));
      taps[i] = (int32_t)wanted;
      moved++;
      continue;
    }
    residuals[i] = SETTLED;
    moved += taps[i] != end;
    taps[i] = end;
  }
  return moved;
}

// `trials` trials on a board without physics: `sets` responses of `nodes` samples follow one another,
// from `next` on; each trial reads two. Copies them first, as the board's `sample` does.
uint64_t engine_loop(
    const element *elements, size_t count, const int32_t *responses, size_t nodes, size_t sets,
    size_t next, int32_t *free_samples, int32_t *clamped, int32_t *taps, int32_t *residuals, int64_t mantissa,
    uint32_t shift, uint64_t trials) {
  uint64_t moved = 0;
  for (uint64_t trial = 0; trial < trials; trial++) {
    memcpy(free_samples, responses + next * nodes, nodes * sizeof *responses);
    next = (next + 1) % sets;
    memcpy(clamped, responses + next * nodes, nodes * sizeof *responses);
    next = (next + 1) % sets;
    moved += turn_by_contrast(
        elements, count, free_samples, clamped, taps, residuals, mantissa, shift);
  }
  return moved;
}
