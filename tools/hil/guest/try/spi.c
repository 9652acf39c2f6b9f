#include "try.h"

#include <linux/spi/spidev.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { TRANSFERS_MAX = 64, BYTES_MAX = 64 };

static uint8_t sent[TRANSFERS_MAX][BYTES_MAX], received[TRANSFERS_MAX][BYTES_MAX];
static struct spi_ioc_transfer transfers[TRANSFERS_MAX];

int try_spi(int count, char **words) {
  int file = open_device("/dev/spidev%s", words[0]);
  uint8_t mode = (uint8_t)strtoul(words[1], NULL, 0);
  uint32_t hertz = (uint32_t)strtoul(words[2], NULL, 0);
  if (ioctl(file, SPI_IOC_WR_MODE, &mode) < 0 || ioctl(file, SPI_IOC_WR_MAX_SPEED_HZ, &hertz) < 0)
    fail("spi: mode or speed");
  int used = count - 3;
  for (int i = 0; i < used; i++)
    transfers[i] = (struct spi_ioc_transfer){
        .tx_buf = (uintptr_t)sent[i],
        .rx_buf = (uintptr_t)received[i],
        .len = (uint32_t)bytes_of(words[3 + i], sent[i], BYTES_MAX),
        .cs_change = i + 1 < used,
        .delay_usecs = (uint16_t)i,
    };
  int result = ioctl(file, SPI_IOC_MESSAGE(used), transfers);
  if (result < 0)
    fail("spi: message");
  printf("%d\n", result);
  for (int i = 0; i < used; i++)
    print_bytes(received[i], transfers[i].len);
  return 0;
}

int try_spi_read(int count, char **words) {
  (void)count;
  int file = open_device("/dev/spidev%s", words[0]);
  uint8_t bytes[BYTES_MAX];
  ssize_t got = read(file, bytes, (size_t)atoi(words[1]));
  if (got < 0)
    fail("spi: read");
  printf("%zd\n", got);
  print_bytes(bytes, (size_t)got);
  return 0;
}

int try_spi_speed(int count, char **words) {
  (void)count;
  int file = open_device("/dev/spidev%s", words[0]);
  int messages = atoi(words[1]), used = atoi(words[2]);
  for (int i = 0; i < used; i++)
    transfers[i] = (struct spi_ioc_transfer){
        .tx_buf = (uintptr_t)sent[i],
        .rx_buf = (uintptr_t)received[i],
        .len = 3,
        .cs_change = i + 1 < used,
    };
  uint64_t start = now();
  for (int i = 0; i < messages; i++)
    if (ioctl(file, SPI_IOC_MESSAGE(used), transfers) < 0)
      fail("spi: message");
  printf("%llu\n", (unsigned long long)(now() - start));
  return 0;
}
