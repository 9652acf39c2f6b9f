/// What device programs need of the operating system, and nothing more. Freestanding: nothing but
/// stdint.h and stddef.h, so that it can be imported without a C library's headers.
///
/// Functions that can fail return 0 or more, or -errno. None allocates but for the two that map
/// memory, which are for before the start.
#ifndef CDEVICE_H
#define CDEVICE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// Files. A file is a descriptor; only regular files are opened, so that nothing ever waits.

/// Opens a file for reading; its size goes to `byteCount`.
int64_t wheatstone_file_open_to_read(const char *path, uint64_t *byteCount);

/// Opens a file for reading and writing, and locks it against other writers until it is closed:
/// see `wheatstone_file_is_locked`. With `create` a file that is not there is made, empty, and
/// its name made durable.
int64_t wheatstone_file_open_to_write(const char *path, int32_t create, uint64_t *byteCount);

/// Whether this result of opening means that another writer has the file.
int32_t wheatstone_file_is_locked(int64_t result);

/// Fills `count` bytes. Returns how many were read: fewer only at the end of the file.
int64_t wheatstone_file_read(int32_t file, uint64_t offset, void *bytes, size_t count);

/// Writes all of `count` bytes.
int64_t wheatstone_file_write(int32_t file, uint64_t offset, const void *bytes, size_t count);

/// Returns when everything written survives a power cut.
int64_t wheatstone_file_sync(int32_t file);

/// Shortens a file to `keep` bytes, then reserves zeros behind them up to `byteCount`.
int64_t wheatstone_file_reserve(int32_t file, uint64_t keep, uint64_t byteCount);

void wheatstone_file_close(int32_t file);

// Memory.

/// Maps a whole file for reading, aligned to a page. An empty one: address NULL, count 0.
int64_t wheatstone_map_file(const char *path, const void *_Nullable *_Nonnull address,
                            uint64_t *byteCount);

/// Maps zeroed memory, aligned to a page. `byteCount` 0: address NULL.
int64_t wheatstone_map_memory(uint64_t byteCount, void *_Nullable *_Nonnull address);

// The program.

/// An argument of the command line, the program's name being 0; NULL where there is none.
const char *_Nullable wheatstone_argument(int32_t index);

/// Processors that programs may run on, at least 1.
int32_t wheatstone_processor_count(void);

/// Microseconds of a clock that never steps back.
uint64_t wheatstone_monotonic_microseconds(void);

/// Writes all of `count` bytes to a stream: 1 is the standard output, 2 the standard error.
int64_t wheatstone_write(int32_t stream, const void *bytes, size_t count);

/// Ends the program.
__attribute__((noreturn)) void wheatstone_exit(int32_t status);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
