// Moves requests from the bridge to the host, and answers back, unchanged.
// The bridge is open only while a client of the host is connected: without one
// its callers get ENXIO.
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 32 << 10, BRIDGE_RECORD_MAX = 1 << 20, ANSWER_HEADER = 16 };

static struct port port;
static int bridge = -1;
// The client sent what is no answer: nothing more is taken until it has gone.
static bool distrusted;

void pump_open(const char *path) {
  if (!port_open(&port, path))
    exit(1);
}

void pump_close_bridge(void) {
  if (bridge >= 0)
    close(bridge);
  bridge = -1;
}

bool pump_running(void) { return bridge >= 0; }

bool pump_idle(void) { return !port.connected || bridge < 0; }

static void look(void) {
  if (port_look(&port)) {
    pump_close_bridge();
    distrusted = false;
  }
  if (port.connected && bridge < 0 && !distrusted)
    bridge = open("/dev/bus-bridge", O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

size_t pump_polled(struct pollfd *polled) {
  if (pump_idle())
    look();
  if (!port.connected)
    return 0;
  polled[0] = (struct pollfd){.fd = port.file, .events = POLLIN};
  if (port.out.count > 0)
    polled[0].events |= POLLOUT;
  if (bridge < 0)
    return 1;
  // Requests wait in the module while the host is slow.
  polled[1] = (struct pollfd){.fd = bridge, .events = port.out.count > 0 ? 0 : POLLIN};
  return 2;
}

static void take_requests(void) {
  ssize_t got = buffer_fill(&port.out, bridge, CHUNK);
  if (got < 0 && errno == EMSGSIZE)
    got = buffer_fill(&port.out, bridge, BRIDGE_RECORD_MAX);
  if (got > 0)
    buffer_flush(&port.out, port.file);
}

static bool is_malformed(const struct buffer *answers) {
  uint32_t length;
  if (answers->count < sizeof length)
    return false;
  memcpy(&length, answers->bytes, sizeof length);
  return length < ANSWER_HEADER || length % 8 != 0 ||
         length > BRIDGE_RECORD_MAX + ANSWER_HEADER;
}

static void give_answers(void) {
  while (buffer_fill(&port.in, port.file, CHUNK) == CHUNK)
    continue;
  if (bridge < 0) {
    port.in.count = 0;
    return;
  }
  while (port.in.count >= ANSWER_HEADER) {
    ssize_t taken = write(bridge, port.in.bytes, port.in.count);
    if (taken <= 0)
      break;
    buffer_consume(&port.in, (size_t)taken);
  }
  if (is_malformed(&port.in)) {
    fprintf(stderr, "hil-agent: an answer with an impossible length; "
                    "the bridge is closed until the client connects again\n");
    distrusted = true;
    pump_close_bridge();
  }
}

void pump_serve(const struct pollfd *polled, size_t count) {
  if (count > 0 && (polled[0].revents & POLLHUP) != 0) {
    look();
    return;
  }
  if (count > 0 && (polled[0].revents & POLLOUT) != 0)
    buffer_flush(&port.out, port.file);
  if (count > 0 && (polled[0].revents & POLLIN) != 0)
    give_answers();
  if (count > 1 && bridge >= 0 && (polled[1].revents & POLLIN) != 0)
    take_requests();
}
