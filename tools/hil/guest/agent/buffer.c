#include "agent.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void reserve(struct buffer *buffer, size_t count) {
  if (buffer->room - buffer->count >= count)
    return;
  size_t room = 2 * (buffer->count + count);
  uint8_t *bytes = realloc(buffer->bytes, room);
  if (bytes == NULL) {
    fprintf(stderr, "hil-agent: out of memory for %zu bytes\n", room);
    exit(1);
  }
  buffer->bytes = bytes;
  buffer->room = room;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t count) {
  if (count == 0)
    return;
  reserve(buffer, count);
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

void buffer_consume(struct buffer *buffer, size_t count) {
  buffer->count -= count;
  if (buffer->count > 0)
    memmove(buffer->bytes, buffer->bytes + count, buffer->count);
}

ssize_t buffer_fill(struct buffer *buffer, int file, size_t count) {
  reserve(buffer, count);
  ssize_t got = read(file, buffer->bytes + buffer->count, count);
  if (got > 0)
    buffer->count += (size_t)got;
  return got;
}

bool buffer_flush(struct buffer *buffer, int file) {
  size_t done = 0;
  bool works = true;
  while (done < buffer->count) {
    ssize_t written = write(file, buffer->bytes + done, buffer->count - done);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      works = written < 0 && errno == EAGAIN;
      break;
    }
    done += (size_t)written;
  }
  buffer_consume(buffer, done);
  return works;
}
