#include "CLinuxBoard.h"
#include "Lines.h"

#if !WHEATSTONE_GPIOD

#include <errno.h>

int32_t wheatstone_gpio_version(void) { return 0; }
int32_t wheatstone_gpio_chip_limit(void) { return 0; }

int64_t wheatstone_gpio_find_chip(const char *labels, size_t count, int32_t *chip, int32_t *other) {
  (void)labels, (void)count;
  *chip = -1;
  *other = -1;
  return -ENOSYS;
}

int64_t wheatstone_gpio_label(int32_t chip, char *label, size_t room) {
  (void)chip, (void)label, (void)room;
  return -ENOSYS;
}

int64_t wheatstone_gpio_find_line(int32_t chip, const char *name, size_t count) {
  (void)chip, (void)name, (void)count;
  return -ENOSYS;
}

int64_t wheatstone_gpio_owner(int32_t chip, uint32_t offset, char *owner, size_t room) {
  (void)chip, (void)offset, (void)owner, (void)room;
  return -ENOSYS;
}

int64_t wheatstone_gpio_request(int32_t chip, const uint32_t *offsets, uint32_t count,
                                uint64_t levels) {
  (void)chip, (void)offsets, (void)count, (void)levels;
  return -ENOSYS;
}

int64_t wheatstone_gpio_set(int32_t handle, uint64_t levels) {
  (void)handle, (void)levels;
  return -ENOSYS;
}

void wheatstone_gpio_release(int32_t handle) { (void)handle; }

#endif
