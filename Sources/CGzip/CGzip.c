#include "CGzip.h"

#if WHEATSTONE_ZLIB

#include <limits.h>
#include <string.h>
#include <zlib.h>

int64_t wheatstone_gunzip(const uint8_t *packed, int64_t count, uint8_t *out, int64_t capacity) {
  if (count > UINT_MAX || capacity > UINT_MAX) return WHEATSTONE_GZIP_TOO_LARGE;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  // 16: a gzip header, and its checksum behind.
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return WHEATSTONE_GZIP_DAMAGED;
  stream.next_in = (Bytef *)packed;
  stream.avail_in = (uInt)count;
  stream.next_out = out;
  stream.avail_out = (uInt)capacity;
  int result = inflate(&stream, Z_FINISH);
  int64_t written = (int64_t)stream.total_out;
  int is_full = stream.avail_out == 0, is_left = stream.avail_in > 0;
  inflateEnd(&stream);
  if (result == Z_STREAM_END) return is_left ? WHEATSTONE_GZIP_DAMAGED : written;
  return result == Z_BUF_ERROR && is_full ? WHEATSTONE_GZIP_TOO_LARGE : WHEATSTONE_GZIP_DAMAGED;
}

#else

int64_t wheatstone_gunzip(const uint8_t *packed, int64_t count, uint8_t *out, int64_t capacity) {
  (void)packed, (void)count, (void)out, (void)capacity;
  return WHEATSTONE_GZIP_NO_ZLIB;
}

#endif
