#include "try.h"

#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>

enum { MESSAGES_MAX = I2C_RDWR_IOCTL_MAX_MSGS, BYTES_MAX = 64 };

int try_i2c(int count, char **words) {
  static uint8_t bytes[MESSAGES_MAX][BYTES_MAX];
  struct i2c_msg messages[MESSAGES_MAX];
  int file = open_device("/dev/i2c-%s", words[0]);
  int used = count - 2;
  for (int i = 0; i < used; i++) {
    const char *word = words[2 + i];
    messages[i] = (struct i2c_msg){
        .addr = (uint16_t)strtoul(words[1], NULL, 0), .buf = bytes[i]};
    messages[i].flags = word[0] == 'r' ? I2C_M_RD : 0;
    messages[i].len = (uint16_t)(word[0] == 'r' ? (size_t)atoi(word + 1)
                                                : bytes_of(word + 1, bytes[i], BYTES_MAX));
  }
  struct i2c_rdwr_ioctl_data transfer = {messages, (uint32_t)used};
  int result = ioctl(file, I2C_RDWR, &transfer);
  if (result < 0)
    fail("i2c: transfer");
  printf("%d\n", result);
  for (int i = 0; i < used; i++)
    if (messages[i].flags == I2C_M_RD)
      print_bytes(bytes[i], messages[i].len);
  return 0;
}

int try_i2c_speed(int count, char **words) {
  (void)count;
  int file = open_device("/dev/i2c-%s", words[0]), transfers = atoi(words[2]);
  uint8_t bytes[3] = {0};
  struct i2c_msg message = {(uint16_t)strtoul(words[1], NULL, 0), 0, sizeof bytes, bytes};
  struct i2c_rdwr_ioctl_data transfer = {&message, 1};
  uint64_t start = now();
  for (int i = 0; i < transfers; i++)
    if (ioctl(file, I2C_RDWR, &transfer) < 0)
      fail("i2c: transfer");
  printf("%llu\n", (unsigned long long)(now() - start));
  return 0;
}
