// The program that the machine runs after boot: it connects the bus-bridge
// module and the guest's programs with the host. ../../PROTOCOL.md has the records.
#ifndef AGENT_H
#define AGENT_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "records are little-endian");

enum { POLLED_MAX = 72, RECORD_MAX = 64 << 20, OUTPUT_HELD_MAX = 1 << 20 };

// buffer.c: bytes between two files. Out of memory ends the agent.
struct buffer {
  uint8_t *bytes;
  size_t count, room;
};
void buffer_append(struct buffer *buffer, const void *bytes, size_t count);
void buffer_consume(struct buffer *buffer, size_t count);
// One read of at most `count` bytes. Returns as read(2).
ssize_t buffer_fill(struct buffer *buffer, int file, size_t count);
// Writes what the file takes. False: an error other than EAGAIN.
bool buffer_flush(struct buffer *buffer, int file);

// port.c: a virtio port. The kernel reports a hang-up while no client of the
// host is connected, again and again, so it is only looked at now and then.
struct port {
  int file;
  bool connected;
  struct buffer in, out;
};
bool port_open(struct port *port, const char *path);
// Looks whether a client came or went. True when that changed.
bool port_look(struct port *port);

// pump.c: bridge <-> bus port
void pump_open(const char *path);
void pump_close_bridge(void);
bool pump_running(void);
size_t pump_polled(struct pollfd *polled);
void pump_serve(const struct pollfd *polled, size_t count);
// True when something outside of the polled files may change soon.
bool pump_idle(void);

// control.c: commands and their answers
void control_open(const char *path);
size_t control_polled(struct pollfd *polled);
void control_serve(const struct pollfd *polled, size_t count);
bool control_idle(void);
bool control_busy(void);
void control_send(uint32_t tag, uint32_t command, int32_t value, const void *body, size_t count);

// runs.c: programs. Results are 0 or more, or a negative errno.
int32_t run_start(uint32_t tag, char *body, size_t count);
size_t runs_polled(struct pollfd *polled, size_t room);
void runs_serve(const struct pollfd *polled, size_t count);
void runs_reap(void);

// files.c and modules.c. A body is followed by a NUL that does not count.
int32_t file_read(const char *path, struct buffer *content);
int32_t file_write(char *body, size_t count, int32_t mode);
int32_t file_delete(const char *path);
int32_t folder_list(const char *path, struct buffer *names);
int32_t module_load(const char *body, size_t count);
int32_t module_unload(const char *name);
bool module_bridge_loaded(void);

#endif
