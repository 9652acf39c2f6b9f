/// What differs between libgpiod 1.6 and 2.x, in five functions; not for Swift.
#ifndef LINES_H
#define LINES_H

// 1 or 0 may be given, so that whoever links decides; else the header does.
#ifndef WHEATSTONE_GPIOD
#if __has_include(<gpiod.h>)
#define WHEATSTONE_GPIOD 1
#else
#define WHEATSTONE_GPIOD 0
#endif
#endif

#if WHEATSTONE_GPIOD

#include <gpiod.h>
#include <stdbool.h>
#include <stdint.h>

// 1.6 has bulks of lines, 2.x has requests; this macro tells them apart.
#ifdef GPIOD_LINE_BULK_MAX_LINES
#define LIBGPIOD_VERSION 1
#else
#define LIBGPIOD_VERSION 2
#endif

/// A name of the kernel's has at most 31 bytes, and this is one with the zero byte behind it.
enum { NAME_BYTES = 32, LINES_MAX = 64, HANDLES_MAX = 8 };

struct line_facts {
  char name[NAME_BYTES];
  char owner[NAME_BYTES];
  bool isHeld;
};

/// False where the library cannot tell.
bool chip_facts(struct gpiod_chip *chip, char label[static NAME_BYTES], unsigned *lineCount);
bool line_facts(struct gpiod_chip *chip, unsigned offset, struct line_facts *facts);

/// Requests `count` lines, 1 to LINES_MAX, as outputs for a handle, 0 to HANDLES_MAX - 1, that is
/// free. Takes the chip: closes it, or keeps it until the release. Returns 0 or -errno.
int lines_request(int handle, struct gpiod_chip *chip, const uint32_t *offsets, uint32_t count,
                  uint64_t levels);
bool lines_are_held(int handle);
int lines_set(int handle, uint64_t levels);
void lines_release(int handle);

/// As much of a text as fits.
void copy_name(char to[static NAME_BYTES], const char *from);

#endif
#endif
