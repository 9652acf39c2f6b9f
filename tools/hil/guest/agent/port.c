#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

bool port_open(struct port *port, const char *path) {
  // The port appears a moment after its module is loaded.
  const struct timespec pause = {.tv_nsec = 2000000};
  for (int tries = 0; tries < 2500; tries++) {
    port->file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (port->file >= 0)
      return true;
    nanosleep(&pause, NULL);
  }
  fprintf(stderr, "hil-agent: %s: %s\n", path, strerror(errno));
  return false;
}

bool port_look(struct port *port) {
  struct pollfd polled = {.fd = port->file};
  poll(&polled, 1, 0);
  bool connected = (polled.revents & POLLHUP) == 0;
  if (connected == port->connected)
    return false;
  port->connected = connected;
  // What the client that left had sent.
  while (!connected && buffer_fill(&port->in, port->file, 32 << 10) > 0)
    port->in.count = 0;
  port->in.count = 0;
  port->out.count = 0;
  return true;
}
