#include "agent.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int32_t file_read(const char *path, struct buffer *content) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return -errno;
  ssize_t got;
  int32_t result = 0;
  do
    got = buffer_fill(content, file, 64 << 10);
  while (got > 0 && content->count < RECORD_MAX / 2);
  if (got != 0) {
    result = got < 0 ? -errno : -EFBIG;
    content->count = 0;
  }
  close(file);
  return result;
}

int32_t file_write(char *body, size_t count, int32_t mode) {
  size_t path_bytes = strlen(body) + 1;
  if (path_bytes > count)
    return -EINVAL;
  // A new file, so that a program that runs keeps the one it has open.
  struct stat old;
  if (lstat(body, &old) == 0 && S_ISREG(old.st_mode))
    unlink(body);
  int file = open(body, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode & 07777);
  if (file < 0)
    return -errno;
  struct buffer content = {(uint8_t *)body + path_bytes, count - path_bytes, 0};
  int32_t result = buffer_flush(&content, file) ? 0 : -errno;
  if (close(file) != 0 && result == 0)
    result = -errno;
  return result;
}

int32_t file_delete(const char *path) { return remove(path) == 0 ? 0 : -errno; }

int32_t folder_list(const char *path, struct buffer *names) {
  struct dirent **entries;
  int count = scandir(path, &entries, NULL, alphasort);
  if (count < 0)
    return -errno;
  for (int i = 0; i < count; i++) {
    const char *name = entries[i]->d_name;
    if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
      buffer_append(names, name, strlen(name) + 1);
    free(entries[i]);
  }
  free(entries);
  return 0;
}
