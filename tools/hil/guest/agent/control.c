// Commands from the host.
#include "agent.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

enum command {
  STATUS = 1, RUN, KILL, READ_FILE, WRITE_FILE, DELETE, LOAD, UNLOAD, LIST, POWER_OFF
};

struct header {
  uint32_t length, tag, command;
  int32_t value;
};

static struct port port;

void control_open(const char *path) {
  if (!port_open(&port, path))
    exit(1);
}

bool control_idle(void) { return !port.connected; }

bool control_busy(void) { return port.out.count > OUTPUT_HELD_MAX; }

void control_send(uint32_t tag, uint32_t command, int32_t value, const void *body, size_t count) {
  if (!port.connected)
    return;
  struct header header = {(uint32_t)(sizeof header + count), tag, command, value};
  buffer_append(&port.out, &header, sizeof header);
  buffer_append(&port.out, body, count);
  buffer_flush(&port.out, port.file);
}

static int32_t send_signal(int32_t number, const char *body, size_t count) {
  uint32_t process;
  if (count != sizeof process)
    return -EINVAL;
  memcpy(&process, body, sizeof process);
  if (process == 0 || process > INT32_MAX)
    return -EINVAL;
  return kill((pid_t)process, number) == 0 ? 0 : -errno;
}

static int32_t power_off(uint32_t tag) {
  control_send(tag, POWER_OFF, 0, NULL, 0);
  usleep(20000);
  reboot(RB_POWER_OFF);
  return -errno;
}

// The body is followed by a NUL.
static void execute(const struct header *header, char *body, size_t count) {
  struct buffer answer = {0};
  int32_t value = -ENOSYS;
  switch ((enum command)header->command) {
  case STATUS: value = (module_bridge_loaded() ? 1 : 0) | (pump_running() ? 2 : 0); break;
  case RUN: value = run_start(header->tag, body, count); break;
  case KILL: value = send_signal(header->value, body, count); break;
  case READ_FILE: value = file_read(body, &answer); break;
  case WRITE_FILE: value = file_write(body, count, header->value); break;
  case DELETE: value = file_delete(body); break;
  case LOAD: value = module_load(body, count); break;
  case UNLOAD: value = module_unload(body); break;
  case LIST: value = folder_list(body, &answer); break;
  case POWER_OFF: value = power_off(header->tag); break;
  }
  control_send(header->tag, header->command, value, answer.bytes, answer.count);
  free(answer.bytes);
}

static void take_commands(void) {
  while (buffer_fill(&port.in, port.file, 32 << 10) == 32 << 10)
    continue;
  struct header header;
  while (port.in.count >= sizeof header) {
    memcpy(&header, port.in.bytes, sizeof header);
    if (header.length < sizeof header || header.length > RECORD_MAX) {
      control_send(header.tag, header.command, -EPROTO, NULL, 0);
      port.in.count = 0;
      return;
    }
    if (port.in.count < header.length)
      return;
    size_t count = header.length - sizeof header;
    char *body = malloc(count + 1);
    if (body == NULL)
      exit(1);
    memcpy(body, port.in.bytes + sizeof header, count);
    body[count] = 0;
    buffer_consume(&port.in, header.length);
    execute(&header, body, count);
    free(body);
  }
}

size_t control_polled(struct pollfd *polled) {
  if (!port.connected)
    port_look(&port);
  if (!port.connected)
    return 0;
  polled[0] = (struct pollfd){.fd = port.file, .events = POLLIN};
  if (port.out.count > 0)
    polled[0].events |= POLLOUT;
  return 1;
}

void control_serve(const struct pollfd *polled, size_t count) {
  if (count == 0)
    return;
  if ((polled[0].revents & POLLHUP) != 0) {
    port_look(&port);
    return;
  }
  if ((polled[0].revents & POLLOUT) != 0)
    buffer_flush(&port.out, port.file);
  if ((polled[0].revents & POLLIN) != 0)
    take_commands();
}
