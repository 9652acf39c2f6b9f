#include "try.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void fail(const char *what) {
  int error = errno;
  fprintf(stderr, "%s: errno %d %s\n", what, error, strerror(error));
  exit(error);
}

int open_device(const char *format, const char *name) {
  char path[64];
  snprintf(path, sizeof path, format, name);
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0)
    fail(path);
  return file;
}

size_t bytes_of(const char *digits, uint8_t *bytes, size_t room) {
  size_t count = 0;
  unsigned byte;
  while (count < room && sscanf(digits + 2 * count, "%2x", &byte) == 1)
    bytes[count++] = (uint8_t)byte;
  return count;
}

void print_bytes(const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++)
    printf("%02x", bytes[i]);
  printf("\n");
}

uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

int main(int count, char **words) {
  static const struct {
    const char *name;
    int least;
    int (*run)(int count, char **words);
    const char *usage;
  } uses[] = {
      {"spi", 4, try_spi, "spi B.C MODE HZ HEX... one message, CS released between transfers"},
      {"spi-read", 2, try_spi_read, "spi-read B.C BYTES"},
      {"spi-speed", 3, try_spi_speed, "spi-speed B.C MESSAGES TRANSFERS"},
      {"i2c", 3, try_i2c, "i2c N ADDRESS (wHEX | rBYTES)... one transfer"},
      {"i2c-speed", 3, try_i2c_speed, "i2c-speed N ADDRESS TRANSFERS"},
      {"gpio", 3, try_gpio, "gpio LABEL NAME,NAME... FIRST (VALUES | get | in | hold)..."},
      {"gpio-speed", 3, try_gpio_speed, "gpio-speed LABEL NAME,NAME... SETS"},
  };
  for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
    if (count >= 2 && strcmp(words[1], uses[i].name) == 0 && count - 2 >= uses[i].least)
      return uses[i].run(count - 2, words + 2);
  for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
    fprintf(stderr, "bus-try %s\n", uses[i].usage);
  return 255;
}
