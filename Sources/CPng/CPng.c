#include "CPng.h"

#if WHEATSTONE_PNG

#include <png.h>
#include <string.h>

// Opens a file in memory, and says its size.
static int32_t begin(
    png_image *image, const uint8_t *file, int64_t count, wheatstone_png_header *header) {
  memset(image, 0, sizeof *image);
  image->version = PNG_IMAGE_VERSION;
  header->message[0] = 0;
  if (!png_image_begin_read_from_memory(image, file, (size_t)count)) {
    strncpy(header->message, image->message, WHEATSTONE_PNG_MESSAGE - 1);
    header->message[WHEATSTONE_PNG_MESSAGE - 1] = 0;
    png_image_free(image);
    return WHEATSTONE_PNG_DAMAGED;
  }
  header->columns = (int32_t)image->width;
  header->rows = (int32_t)image->height;
  return 0;
}

int32_t wheatstone_png_size(const uint8_t *file, int64_t count, wheatstone_png_header *header) {
  png_image image;
  int32_t result = begin(&image, file, count, header);
  if (result == 0) png_image_free(&image);
  return result;
}

int32_t wheatstone_png_read(
    const uint8_t *file, int64_t count, uint8_t *out, int64_t capacity,
    wheatstone_png_header *header) {
  png_image image;
  int32_t result = begin(&image, file, count, header);
  if (result != 0) return result;
  if (capacity < 4 * (int64_t)image.width * image.height) {
    png_image_free(&image);
    return WHEATSTONE_PNG_TOO_SMALL;
  }
  image.format = PNG_FORMAT_RGBA;
  // Numbers of 16 bits mean what those of 8 bits mean, unless the file says otherwise.
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  if (!png_image_finish_read(&image, NULL, out, 0, NULL)) {
    strncpy(header->message, image.message, WHEATSTONE_PNG_MESSAGE - 1);
    header->message[WHEATSTONE_PNG_MESSAGE - 1] = 0;
    result = WHEATSTONE_PNG_DAMAGED;
  }
  png_image_free(&image);
  return result;
}

static void describe(png_image *image, int32_t columns, int32_t rows) {
  memset(image, 0, sizeof *image);
  image->version = PNG_IMAGE_VERSION;
  image->width = (png_uint_32)columns;
  image->height = (png_uint_32)rows;
  image->format = PNG_FORMAT_RGB;
}

int64_t wheatstone_png_bound(int32_t columns, int32_t rows) {
  png_image image;
  describe(&image, columns, rows);
  return (int64_t)PNG_IMAGE_PNG_SIZE_MAX(image);
}

int64_t wheatstone_png_write(
    const uint8_t *pixels, int32_t columns, int32_t rows, uint8_t *out, int64_t capacity) {
  png_image image;
  describe(&image, columns, rows);
  png_alloc_size_t bytes = (png_alloc_size_t)capacity;
  int is_written = png_image_write_to_memory(&image, out, &bytes, 0, pixels, 0, NULL);
  png_image_free(&image);
  return is_written ? (int64_t)bytes : WHEATSTONE_PNG_TOO_SMALL;
}

#else

int32_t wheatstone_png_size(const uint8_t *file, int64_t count, wheatstone_png_header *header) {
  (void)file, (void)count, (void)header;
  return WHEATSTONE_PNG_NO_LIBRARY;
}

int32_t wheatstone_png_read(
    const uint8_t *file, int64_t count, uint8_t *out, int64_t capacity,
    wheatstone_png_header *header) {
  (void)file, (void)count, (void)out, (void)capacity, (void)header;
  return WHEATSTONE_PNG_NO_LIBRARY;
}

int64_t wheatstone_png_bound(int32_t columns, int32_t rows) {
  (void)columns, (void)rows;
  return WHEATSTONE_PNG_NO_LIBRARY;
}

int64_t wheatstone_png_write(
    const uint8_t *pixels, int32_t columns, int32_t rows, uint8_t *out, int64_t capacity) {
  (void)pixels, (void)columns, (void)rows, (void)out, (void)capacity;
  return WHEATSTONE_PNG_NO_LIBRARY;
}

#endif
