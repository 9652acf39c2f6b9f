#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/spi/spidev.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "CLinuxBoard.h"
#include "Nodes.h"

#define SAME_PLACE(ours, theirs)                                \
  _Static_assert(offsetof(struct wheatstone_spi_transfer, ours) == \
                     offsetof(struct spi_ioc_transfer, theirs), #theirs)
_Static_assert(sizeof(struct wheatstone_spi_transfer) == sizeof(struct spi_ioc_transfer), "size");
SAME_PLACE(outgoing, tx_buf);
SAME_PLACE(incoming, rx_buf);
SAME_PLACE(count, len);
SAME_PLACE(clockHertz, speed_hz);
SAME_PLACE(delayMicroseconds, delay_usecs);
SAME_PLACE(bitsPerWord, bits_per_word);
SAME_PLACE(selectChanges, cs_change);
SAME_PLACE(outgoingLines, tx_nbits);
SAME_PLACE(wordDelayMicroseconds, word_delay_usecs);

int64_t wheatstone_spi_open(uint32_t bus, uint32_t select, uint32_t mode, uint32_t clockHertz) {
  int file = node_open(wheatstone_node_spi, bus, select);
  if (file < 0) return file;
  uint8_t bits = 8;
  if (ioctl(file, SPI_IOC_WR_MODE32, &mode) < 0 ||
      ioctl(file, SPI_IOC_WR_BITS_PER_WORD, &bits) < 0 ||
      ioctl(file, SPI_IOC_WR_MAX_SPEED_HZ, &clockHertz) < 0) {
    int error = errno;
    close(file);
    return -error;
  }
  return file;
}

int64_t wheatstone_spi_message(int32_t file, const struct wheatstone_spi_transfer *transfers,
                               uint32_t count) {
  // SPI_IOC_MESSAGE wants a constant; this is its definition for a variable.
  unsigned long request = _IOC(_IOC_WRITE, SPI_IOC_MAGIC, 0, count * sizeof *transfers);
  int result;
  do result = ioctl(file, request, transfers);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

int64_t wheatstone_spi_byte_limit(void) {
  int file = open("/sys/module/spidev/parameters/bufsiz", O_RDONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  char text[16];
  ssize_t count = read(file, text, sizeof text);
  close(file);
  int64_t value = 0;
  for (ssize_t i = 0; i < count && text[i] >= '0' && text[i] <= '9'; i++)
    value = value * 10 + (text[i] - '0');
  return value > 0 ? value : -EIO;
}
