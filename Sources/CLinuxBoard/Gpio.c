#include "CLinuxBoard.h"
#include "Lines.h"

#if WHEATSTONE_GPIOD

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "Nodes.h"

enum { CHIPS_MAX = 256 };

int32_t wheatstone_gpio_version(void) { return LIBGPIOD_VERSION; }
int32_t wheatstone_gpio_chip_limit(void) { return CHIPS_MAX; }

void copy_name(char to[static NAME_BYTES], const char *from) {
  size_t length = from ? strnlen(from, NAME_BYTES - 1) : 0;
  if (length > 0) memcpy(to, from, length);
  to[length] = 0;
}

static int64_t give_name(char *to, size_t room, const char *name) {
  size_t length = strlen(name);
  if (length >= room) return -ENOSPC;
  memcpy(to, name, length + 1);
  return 0;
}

/// NULL, and errno, where there is none.
static struct gpiod_chip *chip_open(int32_t number) {
  char path[NODE_PATH_BYTES];
  node_path(path, wheatstone_node_gpio, (uint32_t)number, 0);
  return gpiod_chip_open(path);
}

/// A chip may have two nodes: newer systems for the Pi 5 link gpiochip4 to gpiochip0.
static bool is_same_chip(int32_t one, int32_t other) {
  struct stat status[2];
  char path[NODE_PATH_BYTES];
  node_path(path, wheatstone_node_gpio, (uint32_t)one, 0);
  if (stat(path, &status[0]) != 0) return false;
  node_path(path, wheatstone_node_gpio, (uint32_t)other, 0);
  return stat(path, &status[1]) == 0 && status[0].st_rdev == status[1].st_rdev;
}

static bool is_listed(const char *label, const char *labels, size_t count) {
  size_t length = strlen(label);
  for (size_t start = 0; start < count;) {
    size_t end = start;
    while (end < count && labels[end] != ',') end++;
    if (end - start == length && memcmp(labels + start, label, length) == 0) return true;
    start = end + 1;
  }
  return false;
}

int64_t wheatstone_gpio_label(int32_t number, char *label, size_t room) {
  struct gpiod_chip *chip = chip_open(number);
  if (!chip) return -errno;
  char text[NAME_BYTES];
  unsigned lineCount;
  int64_t result = chip_facts(chip, text, &lineCount) ? give_name(label, room, text) : -EIO;
  gpiod_chip_close(chip);
  return result;
}

int64_t wheatstone_gpio_find_chip(const char *labels, size_t count, int32_t *chip, int32_t *other) {
  int64_t result = -ENODEV;
  *chip = -1;
  *other = -1;
  for (int32_t number = 0; number < CHIPS_MAX; number++) {
    char label[NAME_BYTES];
    int64_t error = wheatstone_gpio_label(number, label, sizeof label);
    if ((error == -EACCES || error == -EPERM) && result == -ENODEV) {
      result = error;
      *chip = number;
    }
    if (error < 0 || !is_listed(label, labels, count)) continue;
    if (result < 0) {
      result = number;
      *chip = number;
    } else if (!is_same_chip((int32_t)result, number)) {
      *other = number;
      return -ENOTUNIQ;
    }
  }
  return result;
}

int64_t wheatstone_gpio_find_line(int32_t number, const char *name, size_t count) {
  struct gpiod_chip *chip = chip_open(number);
  if (!chip) return -errno;
  int64_t found = -ENOENT;
  char label[NAME_BYTES];
  unsigned lineCount = 0;
  struct line_facts line;
  if (!chip_facts(chip, label, &lineCount)) found = -EIO;
  for (unsigned offset = 0; offset < lineCount; offset++) {
    if (!line_facts(chip, offset, &line)) continue;
    if (strlen(line.name) != count || memcmp(line.name, name, count) != 0) continue;
    found = found == -ENOENT ? (int64_t)offset : -ENOTUNIQ;
  }
  gpiod_chip_close(chip);
  return found;
}

int64_t wheatstone_gpio_owner(int32_t number, uint32_t offset, char *owner, size_t room) {
  struct gpiod_chip *chip = chip_open(number);
  if (!chip) return -errno;
  struct line_facts line;
  int64_t result = line_facts(chip, offset, &line) ? give_name(owner, room, line.owner) : -EIO;
  gpiod_chip_close(chip);
  return result < 0 ? result : line.isHeld;
}

int64_t wheatstone_gpio_request(int32_t number, const uint32_t *offsets, uint32_t count,
                                uint64_t levels) {
  if (count == 0 || count > LINES_MAX) return -EINVAL;
  int handle = 0;
  while (handle < HANDLES_MAX && lines_are_held(handle)) handle++;
  if (handle == HANDLES_MAX) return -ENFILE;
  struct gpiod_chip *chip = chip_open(number);
  if (!chip) return -errno;
  int result = lines_request(handle, chip, offsets, count, levels);
  return result < 0 ? result : handle;
}

static bool is_held(int32_t handle) {
  return handle >= 0 && handle < HANDLES_MAX && lines_are_held(handle);
}

int64_t wheatstone_gpio_set(int32_t handle, uint64_t levels) {
  return is_held(handle) ? lines_set(handle, levels) : -EBADF;
}

void wheatstone_gpio_release(int32_t handle) {
  if (is_held(handle)) lines_release(handle);
}

#endif
