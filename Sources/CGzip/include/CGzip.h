#ifndef WHEATSTONE_CGZIP_H
#define WHEATSTONE_CGZIP_H

#include <stdint.h>

// Why nothing came of it.
#define WHEATSTONE_GZIP_DAMAGED -1
#define WHEATSTONE_GZIP_TOO_LARGE -2
#define WHEATSTONE_GZIP_NO_ZLIB -3

// Unpacks a whole gzip file of one member into `out`. Returns the bytes written, or one of the above.
int64_t wheatstone_gunzip(
    const uint8_t *_Nonnull packed, int64_t count, uint8_t *_Nonnull out, int64_t capacity);

#endif
