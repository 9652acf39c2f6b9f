#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "CLinuxBoard.h"
#include "Nodes.h"

static struct sockaddr_un address;
static socklen_t address_bytes;

int64_t wheatstone_notify_open(void) {
  const char *name = getenv("NOTIFY_SOCKET");
  if (!name || (name[0] != '/' && name[0] != '@')) return -ENOENT;
  size_t length = strlen(name);
  if (length >= sizeof address.sun_path) return -ENAMETOOLONG;
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  memcpy(address.sun_path, name, length);
  // An abstract name begins with a zero byte and ends with its length, a path with a zero byte.
  if (name[0] == '@') address.sun_path[0] = 0;
  else length++;
  address_bytes = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
  int file = keep_off_streams(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (file < 0) return file;
  struct timeval patience = {.tv_sec = 2};
  setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return file;
}

// Addressed each time: a service manager that starts anew makes a socket of the same name.
int64_t wheatstone_notify(int32_t socket, const char *text, size_t count, int32_t mayWait) {
  int flags = MSG_NOSIGNAL | (mayWait ? 0 : MSG_DONTWAIT);
  ssize_t sent;
  do sent = sendto(socket, text, count, flags, (struct sockaddr *)&address, address_bytes);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : 0;
}

uint64_t wheatstone_watchdog_microseconds(void) {
  const char *process = getenv("WATCHDOG_PID");
  if (process && strtoull(process, NULL, 10) != (unsigned long long)getpid()) return 0;
  const char *text = getenv("WATCHDOG_USEC");
  return text ? strtoull(text, NULL, 10) : 0;
}
