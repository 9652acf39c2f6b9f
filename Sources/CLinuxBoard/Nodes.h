/// Device nodes and their paths; not for Swift.
#ifndef NODES_H
#define NODES_H

#include <stdint.h>

enum { NODE_PATH_BYTES = 48 };

/// "/dev/spidevB.C", "/dev/i2c-N" or "/dev/gpiochipN".
void node_path(char path[static NODE_PATH_BYTES], uint32_t kind, uint32_t bus, uint32_t select);

/// Opens a node to read and write. Never descriptor 0, 1 or 2: a program started with its standard
/// streams closed would print onto a bus. Returns the descriptor, or -errno.
int node_open(uint32_t kind, uint32_t bus, uint32_t select);

/// A copy of a descriptor above those of the standard streams, the original closed; or -errno.
int keep_off_streams(int file);

#endif
