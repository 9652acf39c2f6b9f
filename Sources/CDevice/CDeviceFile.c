#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "CDevice.h"

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

// O_NONBLOCK: opening a pipe must not wait for its other end; it is refused right after.
//
// Never descriptor 0, 1 or 2: a program started with its standard streams closed would print into the
// file.
static int open_file(const char *path, int flags) {
  int file;
  do file = open(path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666);
  while (file < 0 && errno == EINTR);
  if (file < 0) return -errno;
  if (file > STDERR_FILENO) return file;
  int moved = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int error = errno;
  close(file);
  return moved < 0 ? -error : moved;
}

static int regular_size(int file, uint64_t *byteCount) {
  struct stat status;
  if (fstat(file, &status) != 0) return -errno;
  if (S_ISDIR(status.st_mode)) return -EISDIR;
  if (!S_ISREG(status.st_mode)) return -EINVAL;
  *byteCount = (uint64_t)status.st_size;
  return 0;
}

static int sync_whole(int file) {
  int result;
  do result = fsync(file);
  while (result != 0 && errno == EINTR);
  return result != 0 ? -errno : 0;
}

// A new file's name survives a power cut once its folder is synced.
static int sync_folder(const char *path) {
  char folder[PATH_MAX];
  const char *slash = strrchr(path, '/');
  size_t length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
  if (length >= sizeof folder) return -ENAMETOOLONG;
  memcpy(folder, path, length);
  if (length == 0) folder[length++] = '.';
  folder[length] = 0;
  int file = open_file(folder, O_RDONLY | O_DIRECTORY);
  if (file < 0) return file;
  int result = sync_whole(file);
  close(file);
  // Some file systems cannot, and have nothing to lose.
  return result == -EINVAL || result == -ENOTSUP ? 0 : result;
}

int64_t wheatstone_file_open_to_read(const char *path, uint64_t *byteCount) {
  int file = open_file(path, O_RDONLY);
  if (file < 0) return file;
  int result = regular_size(file, byteCount);
  if (result == 0) return file;
  close(file);
  return result;
}

int64_t wheatstone_file_open_to_write(const char *path, int32_t create, uint64_t *byteCount) {
  int file = open_file(path, O_RDWR | (create ? O_CREAT : 0));
  if (file < 0) return file;
  int result;
  do result = flock(file, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);
  if (result != 0) result = -errno;
  // The size only now: who had the lock may have changed it.
  if (result == 0) result = regular_size(file, byteCount);
  if (result == 0 && create) result = sync_folder(path);
  if (result == 0) return file;
  close(file);
  return result;
}

int32_t wheatstone_file_is_locked(int64_t result) { return result == -EWOULDBLOCK; }

int64_t wheatstone_file_read(int32_t file, uint64_t offset, void *bytes, size_t count) {
  char *to = bytes;
  size_t done = 0;
  while (done < count) {
    ssize_t got = pread(file, to + done, count - done, (off_t)(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -errno;
    if (got == 0) break;
    done += (size_t)got;
  }
  return (int64_t)done;
}

int64_t wheatstone_file_write(int32_t file, uint64_t offset, const void *bytes, size_t count) {
  const char *from = bytes;
  size_t done = 0;
  while (done < count) {
    ssize_t written = pwrite(file, from + done, count - done, (off_t)(offset + done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -errno;
    if (written == 0) return -EIO;
    done += (size_t)written;
  }
  return 0;
}

int64_t wheatstone_file_sync(int32_t file) {
#if defined(__linux__)
  int result;
  // Syncs the size as well: it is needed to read the data back.
  do result = fdatasync(file);
  while (result != 0 && errno == EINTR);
  return result != 0 ? -errno : 0;
#else
  return fcntl(file, F_FULLFSYNC) != 0 ? -errno : 0;
#endif
}

int64_t wheatstone_file_reserve(int32_t file, uint64_t keep, uint64_t byteCount) {
  if (byteCount > INT64_MAX || keep > byteCount) return -EFBIG;
  int result;
  do result = ftruncate(file, (off_t)keep);
  while (result != 0 && errno == EINTR);
  if (result != 0) return -errno;
#if defined(__linux__)
  if (byteCount == 0) return 0;
  do result = posix_fallocate(file, 0, (off_t)byteCount);
  while (result == EINTR);
  if (result != EOPNOTSUPP && result != EINVAL) return -result;
#endif
  static const char zeros[512];
  while (keep < byteCount) {
    uint64_t left = byteCount - keep;
    size_t count = left < sizeof zeros ? (size_t)left : sizeof zeros;
    int64_t written = wheatstone_file_write(file, keep, zeros, count);
    if (written < 0) return written;
    keep += count;
  }
  return 0;
}

void wheatstone_file_close(int32_t file) { close(file); }
