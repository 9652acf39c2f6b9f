/// What the buses of Linux need that Swift cannot import: ioctl names, libgpiod, sockets, signals.
/// Freestanding, as CDevice.
///
/// Functions that can fail return 0 or more, or -errno. None allocates but those that look for GPIO
/// chips and lines or request them, where libgpiod does; those are for before the start.
#ifndef CLINUXBOARD_H
#define CLINUXBOARD_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

// SPI (linux/spi/spidev.h)

/// The layout of `struct spi_ioc_transfer`; checked where it is compiled.
struct wheatstone_spi_transfer {
  uint64_t outgoing;
  uint64_t incoming;
  uint32_t count;
  uint32_t clockHertz;
  uint16_t delayMicroseconds;
  uint8_t bitsPerWord;
  uint8_t selectChanges;
  uint8_t outgoingLines;
  uint8_t incomingLines;
  uint8_t wordDelayMicroseconds;
  uint8_t reserved;
};

/// Opens /dev/spidevBUS.SELECT in a mode, 0 to 3, with words of eight bits.
int64_t wheatstone_spi_open(uint32_t bus, uint32_t select, uint32_t mode, uint32_t clockHertz);

/// One message. Returns the bytes that went out.
int64_t wheatstone_spi_message(int32_t file, const struct wheatstone_spi_transfer *transfers,
                               uint32_t count);

/// The largest message, /sys/module/spidev/parameters/bufsiz.
int64_t wheatstone_spi_byte_limit(void);

// I2C (linux/i2c-dev.h)

/// The layout of `struct i2c_msg`; checked where it is compiled.
struct wheatstone_i2c_message {
  uint16_t address;
  /// 1: read.
  uint16_t flags;
  uint16_t count;
  void *bytes;
};

/// Opens /dev/i2c-BUS; -EOPNOTSUPP where its adapter takes no plain messages.
int64_t wheatstone_i2c_open(uint32_t bus);

/// One transaction. Returns the messages that went out.
int64_t wheatstone_i2c_transact(int32_t file, struct wheatstone_i2c_message *messages,
                                uint32_t count);

/// Closes what one of the open functions gave.
void wheatstone_bus_close(int32_t file);

// Device nodes that do not open

enum wheatstone_node { wheatstone_node_spi = 1, wheatstone_node_i2c = 2, wheatstone_node_gpio = 3 };

/// 1 where the kernel knows this SPI controller or I2C adapter, whether it has a node or not.
int32_t wheatstone_bus_exists(uint32_t kind, uint32_t bus);

/// Who may use a node (`bus`: a GPIO chip's number, too): puts the group's name, or its number
/// where it has no name, into `name`, ending with a zero byte. -EPERM where no group but root may.
int64_t wheatstone_node_group(uint32_t kind, uint32_t bus, uint32_t select, char *name,
                              size_t room);

// GPIO lines (libgpiod 1.6 or 2.x, whichever is installed where this is compiled)

/// The major version of libgpiod; 0 where there was none: then all of these return -ENOSYS.
int32_t wheatstone_gpio_version(void);

/// Finds the one chip whose label is among `labels` (commas between them). Returns its number.
/// -ENODEV: there is none; -ENOTUNIQ: there are two, `chip` and `other`; -EACCES or -EPERM: none
/// was found, and `chip` may not be looked at.
int64_t wheatstone_gpio_find_chip(const char *labels, size_t count, int32_t *chip, int32_t *other);

/// A chip's label, ending with a zero byte; -ENOENT where there is no such chip.
int64_t wheatstone_gpio_label(int32_t chip, char *label, size_t room);

/// Chips have numbers below this.
int32_t wheatstone_gpio_chip_limit(void);

/// Finds a line of a chip by its name. Returns its offset; -ENOENT, or -ENOTUNIQ.
int64_t wheatstone_gpio_find_line(int32_t chip, const char *name, size_t count);

/// Who holds a line, ending with a zero byte. Returns 1 where it is held (the holder may have no
/// name), 0 where it is free.
int64_t wheatstone_gpio_owner(int32_t chip, uint32_t offset, char *owner, size_t room);

/// Requests lines of a chip as outputs, together with their first levels: bit n of `levels` for the
/// n-th of at most 64 lines. Returns a handle, 0 to 7.
int64_t wheatstone_gpio_request(int32_t chip, const uint32_t *offsets, uint32_t count,
                                uint64_t levels);

/// Sets every line of a handle, in one system call.
int64_t wheatstone_gpio_set(int32_t handle, uint64_t levels);

/// Lets go of a handle's lines.
void wheatstone_gpio_release(int32_t handle);

// Time and memory

uint64_t wheatstone_monotonic_nanoseconds(void);

/// Sleeps until this time of the monotonic clock. Returns the system calls made.
int64_t wheatstone_sleep_until(uint64_t nanoseconds);

/// Sleeps end this late at most by the kernel's choice (50 us unless told); 1 or more.
int64_t wheatstone_set_timer_slack(uint64_t nanoseconds);

/// Keeps all pages of the program in memory, those to come included, and touches `stackBytes` of
/// stack.
int64_t wheatstone_lock_memory(size_t stackBytes);

/// Touches every page, so that none is missing later; the bytes stay what they are.
void wheatstone_touch_memory(void *memory, size_t byteCount);

/// Real-time priority 1 to 99, first in, first out.
int64_t wheatstone_set_priority(int32_t priority);

// Signals and the service manager

/// SIGTERM and SIGINT raise a flag from now on; SIGPIPE does nothing.
int64_t wheatstone_catch_stop(void);
int32_t wheatstone_stop_requested(void);

/// Opens a socket for what NOTIFY_SOCKET names, a path or an abstract name with `@`; -ENOENT where
/// it names none.
int64_t wheatstone_notify_open(void);

/// Sends; with `mayWait` waits up to two seconds for a service manager that is busy, else gives
/// -EAGAIN at once.
int64_t wheatstone_notify(int32_t socket, const char *text, size_t count, int32_t mayWait);

/// Microseconds within which the watchdog wants to hear from this process; 0: it does not watch.
uint64_t wheatstone_watchdog_microseconds(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
