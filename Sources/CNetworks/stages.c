#include "CNetworks.h"
#include "processors.h"

EVERY_PROCESSOR
void wheatstone_stage(
    double *restrict slope, const double *restrict push, const double *restrict moves,
    const double *restrict x, double *restrict place, double reach, long count) {
  for (long node = 0; node < count; node++) {
    double moved = (slope[node] + push[node]) * moves[node];
    slope[node] = moved;
    place[node] = x[node] + reach * moved;
  }
}

EVERY_PROCESSOR
void wheatstone_finish(
    double *restrict slopes, const double *restrict push, const double *restrict moves,
    double *restrict x, double sixth, double floor, long count) {
  for (long node = 0; node < count; node++) {
    double fourth = (slopes[3 * count + node] + push[node]) * moves[node];
    slopes[3 * count + node] = fourth;
    double outer = slopes[node] + fourth;
    double inner = slopes[count + node] + slopes[2 * count + node];
    double moved = x[node] + sixth * (outer + 2 * inner);
    x[node] = moved < floor ? floor : moved;
  }
}
