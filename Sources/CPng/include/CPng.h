#ifndef WHEATSTONE_CPNG_H
#define WHEATSTONE_CPNG_H

#include <stdint.h>

// Why nothing came of it.
#define WHEATSTONE_PNG_DAMAGED -1
#define WHEATSTONE_PNG_TOO_SMALL -2
#define WHEATSTONE_PNG_NO_LIBRARY -3

// Bytes of a message, with the zero behind it.
#define WHEATSTONE_PNG_MESSAGE 64

typedef struct {
  int32_t columns, rows;
  char message[WHEATSTONE_PNG_MESSAGE];
} wheatstone_png_header;

// Reads the size of a PNG file. Returns 0, or one of the above, with libpng's words in the message.
int32_t wheatstone_png_size(
    const uint8_t *_Nonnull file, int64_t count, wheatstone_png_header *_Nonnull header);

// Reads the pixels, row by row: red, green, blue and alpha of 8 bits each, of whatever kind the file
// is. `capacity`: bytes of `out`, at least 4 x columns x rows.
int32_t wheatstone_png_read(
    const uint8_t *_Nonnull file, int64_t count, uint8_t *_Nonnull out, int64_t capacity,
    wheatstone_png_header *_Nonnull header);

// The most bytes that a picture of red, green and blue can become, or NO_LIBRARY.
int64_t wheatstone_png_bound(int32_t columns, int32_t rows);

// Writes a PNG file of pixels of red, green and blue, 8 bits each. Returns its bytes, or one of the
// above.
int64_t wheatstone_png_write(
    const uint8_t *_Nonnull pixels, int32_t columns, int32_t rows, uint8_t *_Nonnull out,
    int64_t capacity);

#endif
