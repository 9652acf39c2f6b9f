#include "CNetworks.h"
#include "processors.h"

// So many flows at a time: their divisions are done together.
enum { batch = 8 };

EVERY_PROCESSOR
void wheatstone_channels(
    const int *restrict places, const double *restrict parameters, long channels,
    const double *restrict x, double *restrict rates) {
  const int *from = places, *to = places + channels, *brake = places + 2 * channels;
  const double *speed = parameters, *half = parameters + channels;
  const double *inhibition = parameters + 2 * channels;
  for (long first = 0; first < channels; first += batch) {
    double substrate[batch], inhibitor[batch], flow[batch];
    long count = channels - first < batch ? channels - first : batch;
    for (long c = 0; c < batch; c++) {
      long channel = c < count ? first + c : first;
      substrate[c] = x[from[channel]];
      inhibitor[c] = x[brake[channel]];
    }
    if (count == batch) {
      for (long c = 0; c < batch; c++) {
        double all = (half[first + c] + substrate[c]) * (1 + inhibition[first + c] * inhibitor[c]);
        flow[c] = speed[first + c] * substrate[c] / all;
      }
    } else {
      for (long c = 0; c < count; c++) {
        double all = (half[first + c] + substrate[c]) * (1 + inhibition[first + c] * inhibitor[c]);
        flow[c] = speed[first + c] * substrate[c] / all;
      }
    }
    // Channels between the same two stand behind each other: their sums wait in registers.
    int source = from[first], sink = to[first];
    double left = rates[source], come = rates[sink];
    for (long c = 0; c < count; c++) {
      if (from[first + c] != source || to[first + c] != sink) {
        rates[source] = left;
        rates[sink] = come;
        source = from[first + c];
        sink = to[first + c];
        left = rates[source];
        come = rates[sink];
      }
      come += flow[c];
      left -= flow[c];
    }
    rates[source] = left;
    rates[sink] = come;
  }
}
