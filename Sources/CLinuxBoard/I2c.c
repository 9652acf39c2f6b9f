#define _GNU_SOURCE
#include <errno.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "CLinuxBoard.h"
#include "Nodes.h"

_Static_assert(sizeof(struct wheatstone_i2c_message) == sizeof(struct i2c_msg), "size");
_Static_assert(offsetof(struct wheatstone_i2c_message, address) == offsetof(struct i2c_msg, addr),
               "addr");
_Static_assert(offsetof(struct wheatstone_i2c_message, flags) == offsetof(struct i2c_msg, flags),
               "flags");
_Static_assert(offsetof(struct wheatstone_i2c_message, count) == offsetof(struct i2c_msg, len),
               "len");
_Static_assert(offsetof(struct wheatstone_i2c_message, bytes) == offsetof(struct i2c_msg, buf),
               "buf");
_Static_assert(I2C_M_RD == 1, "flag");

// As OpenError.Number in Swift has them.
_Static_assert(ENOENT == 2 && EPERM == 1 && ENXIO == 6 && EACCES == 13 && EBUSY == 16, "errno");
_Static_assert(ENODEV == 19 && EINVAL == 22 && ENOSYS == 38 && ENOTUNIQ == 76, "errno");
_Static_assert(EMSGSIZE == 90 && EOPNOTSUPP == 95 && ETIMEDOUT == 110 && EREMOTEIO == 121,
               "errno");
_Static_assert(ENOMEM == 12 && EAGAIN == 11, "errno");

int64_t wheatstone_i2c_open(uint32_t bus) {
  int file = node_open(wheatstone_node_i2c, bus, 0);
  if (file < 0) return file;
  unsigned long functions = 0;
  int error = ioctl(file, I2C_FUNCS, &functions) < 0 ? errno : 0;
  if (error == 0 && !(functions & I2C_FUNC_I2C)) error = EOPNOTSUPP;
  if (error == 0) return file;
  close(file);
  return -error;
}

int64_t wheatstone_i2c_transact(int32_t file, struct wheatstone_i2c_message *messages,
                                uint32_t count) {
  struct i2c_rdwr_ioctl_data data = {(struct i2c_msg *)messages, count};
  int result;
  do result = ioctl(file, I2C_RDWR, &data);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}
