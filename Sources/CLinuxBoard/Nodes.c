#define _GNU_SOURCE
#include "Nodes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "CLinuxBoard.h"

/// Puts decimal digits and a zero byte, and returns the place of the latter; printf would weigh
/// tens of kilobytes.
static char *put_number(char *to, uint32_t number) {
  char digits[10];
  int count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  while (count > 0) *to++ = digits[--count];
  *to = 0;
  return to;
}

static char *put_text(char *to, const char *text) {
  size_t length = strlen(text);
  memcpy(to, text, length + 1);
  return to + length;
}

void node_path(char path[static NODE_PATH_BYTES], uint32_t kind, uint32_t bus, uint32_t select) {
  const char *name = kind == wheatstone_node_spi   ? "/dev/spidev"
                     : kind == wheatstone_node_i2c ? "/dev/i2c-"
                                                   : "/dev/gpiochip";
  char *end = put_number(put_text(path, name), bus);
  if (kind == wheatstone_node_spi) put_number(put_text(end, "."), select);
}

int keep_off_streams(int file) {
  if (file < 0) return -errno;
  if (file > STDERR_FILENO) return file;
  int moved = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int error = errno;
  close(file);
  return moved < 0 ? -error : moved;
}

int node_open(uint32_t kind, uint32_t bus, uint32_t select) {
  char path[NODE_PATH_BYTES];
  node_path(path, kind, bus, select);
  int file;
  do file = open(path, O_RDWR | O_CLOEXEC);
  while (file < 0 && errno == EINTR);
  return keep_off_streams(file);
}

void wheatstone_bus_close(int32_t file) { close(file); }

int32_t wheatstone_bus_exists(uint32_t kind, uint32_t bus) {
  char path[NODE_PATH_BYTES];
  bool isSPI = kind == wheatstone_node_spi;
  put_number(put_text(path, isSPI ? "/sys/class/spi_master/spi" : "/sys/bus/i2c/devices/i2c-"),
             bus);
  return access(path, F_OK) == 0;
}

/// Looks a group up in /etc/group; the C library's own functions allocate, and need its shared
/// objects in a static program.
static bool group_name(uint32_t group, char *name, size_t room) {
  int file = open("/etc/group", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  // A line is "name:password:number:members".
  int field = 0;
  size_t length = 0;
  uint64_t number = 0;
  bool hasNumber = false, isFound = false;
  char bytes[512];
  ssize_t count;
  while (!isFound && (count = read(file, bytes, sizeof bytes)) > 0) {
    for (ssize_t i = 0; i < count && !isFound; i++) {
      char byte = bytes[i];
      if (byte == ':' || byte == '\n') {
        isFound = field == 2 && hasNumber && number == group;
        field = byte == '\n' ? 0 : field + 1;
        if (field == 0 && !isFound) length = 0, number = 0, hasNumber = false;
      } else if (field == 0 && length + 1 < room) {
        name[length++] = byte;
      } else if (field == 2 && byte >= '0' && byte <= '9' && number <= UINT32_MAX) {
        number = number * 10 + (uint64_t)(byte - '0');
        hasNumber = true;
      }
    }
  }
  close(file);
  if (isFound) name[length] = 0;
  return isFound;
}

int64_t wheatstone_node_group(uint32_t kind, uint32_t bus, uint32_t select, char *name,
                              size_t room) {
  char path[NODE_PATH_BYTES];
  node_path(path, kind, bus, select);
  struct stat status;
  if (stat(path, &status) != 0) return -errno;
  if (status.st_gid == 0 || (status.st_mode & 060) != 060) return -EPERM;
  if (room < 16) return -ENOSPC;
  if (!group_name((uint32_t)status.st_gid, name, room)) put_number(name, (uint32_t)status.st_gid);
  return 0;
}
