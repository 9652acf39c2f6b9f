#define _GNU_SOURCE
#include "CDevice.h"

#include <errno.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int64_t wheatstone_map_file(const char *path, const void **address, uint64_t *byteCount) {
  *address = NULL;
  int64_t file = wheatstone_file_open_to_read(path, byteCount);
  if (file < 0) return file;
  int64_t result = 0;
  if (*byteCount > SIZE_MAX) {
    result = -EFBIG;
  } else if (*byteCount > 0) {
    void *memory = mmap(NULL, (size_t)*byteCount, PROT_READ, MAP_PRIVATE, (int)file, 0);
    if (memory == MAP_FAILED) result = -errno;
    else *address = memory;
  }
  wheatstone_file_close((int32_t)file);
  return result;
}

int64_t wheatstone_map_memory(uint64_t byteCount, void **address) {
  *address = NULL;
  if (byteCount == 0) return 0;
  if (byteCount > SIZE_MAX) return -ENOMEM;
  void *memory = mmap(NULL, (size_t)byteCount, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return -errno;
  *address = memory;
  return 0;
}

uint64_t wheatstone_monotonic_microseconds(void) {
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

int32_t wheatstone_processor_count(void) {
  const long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > INT32_MAX ? INT32_MAX : (int32_t)count;
}

int64_t wheatstone_write(int32_t stream, const void *bytes, size_t count) {
  const char *from = bytes;
  while (count > 0) {
    ssize_t written = write(stream, from, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -errno;
    if (written == 0) return -EIO;
    from += written;
    count -= (size_t)written;
  }
  return 0;
}

void wheatstone_exit(int32_t status) { _exit(status); }
