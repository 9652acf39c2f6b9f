#ifndef WHEATSTONE_CMESSAGES_H
#define WHEATSTONE_CMESSAGES_H

#include <stdint.h>

// The inner loops of a network whose nodes send 0, 1 or -1: comparisons, shifts and additions. A
// quantum q stands for 2^q steps of 2^-15, q 7 to 14: 2^-8 to 1/2.

// Every node whose state is more than half a quantum away from what it has said says a quantum
// more, or less, where that is within 0 to 2^15. `messages` gets 2 * node, one more where it says
// less, and has room for columns + 1. Returns how many.
int32_t wheatstone_list_messages(
    int32_t *_Nonnull said, const int16_t *_Nonnull states, int32_t columns, int32_t quantum,
    uint16_t *_Nonnull messages);

// sums[j] +-= round(w[i][j] / 2^3) << (quantum - 7) for every message of a node i: 2^-20.
// Weights as in wheatstone_add_products.
void wheatstone_add_messages(
    int32_t *_Nonnull sums, int32_t columns, const int16_t *_Nonnull weights,
    const uint16_t *_Nonnull messages, int32_t count, int32_t quantum);

// Every state goes half of the way to (heard + bias) / 2^5, and stays within 0 to 2^15 - 1.
// Returns 0 where no state changed.
int32_t wheatstone_halve_distance(
    int16_t *_Nonnull states, const int32_t *_Nonnull heard, const int32_t *_Nonnull biases,
    int32_t columns);

#endif
