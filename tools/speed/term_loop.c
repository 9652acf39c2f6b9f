// The contrast of linear couplings in C, as a C programmer would write it: what every node was moved
// by, then d_i x_j into each coupling's sum, sample by sample, on the same tables as
// Sources/LearningEngine/Terms. `engine-benchmark terms` runs both in turn.
#include <stdint.h>
#include <stdlib.h>

// PlanElement, docs/plan.md.
typedef struct {
  uint16_t node_a, node_b;
  int32_t minimum_tap, maximum_tap, start_tap;
  int64_t direction;
} element;

_Static_assert(sizeof(element) == 24, "as in the plan's image");

int64_t term_loop(
    const element *restrict elements, size_t count, const int32_t *restrict responses,
    size_t nodes, size_t sets, int64_t *restrict sums, size_t samples, uint64_t trials) {
  int64_t *shifts = malloc(nodes * sizeof *shifts);
  if (!shifts) return INT64_MIN;
  for (uint64_t trial = 0; trial < trials; trial++) {
    for (size_t i = 0; i < count; i++) sums[i] = 0;
    for (size_t t = 0; t < samples; t++) {
      const int32_t *free_samples = responses + (t % sets) * nodes;
      const int32_t *clamped = responses + ((t + 1) % sets) * nodes;
      for (size_t node = 0; node < nodes; node++) shifts[node] = clamped[node] - free_samples[node];
      for (size_t i = 0; i < count; i++) {
        sums[i] += shifts[elements[i].node_a] * free_samples[elements[i].node_b];
      }
    }
  }
  free(shifts);
  return sums[0];
}
