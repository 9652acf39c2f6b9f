// bus-try: uses the buses as a device program does, for the self-test.
#ifndef TRY_H
#define TRY_H

#include <stddef.h>
#include <stdint.h>

// Ends with a message and the errno as exit status.
_Noreturn void fail(const char *what);
int open_device(const char *format, const char *name);
// Reads hexadecimal digits; returns the number of bytes.
size_t bytes_of(const char *digits, uint8_t *bytes, size_t room);
void print_bytes(const uint8_t *bytes, size_t count);
// Microseconds of the monotonic clock.
uint64_t now(void);

// Each gets the words after its name.
int try_spi(int count, char **words);
int try_spi_read(int count, char **words);
int try_spi_speed(int count, char **words);
int try_i2c(int count, char **words);
int try_i2c_speed(int count, char **words);
int try_gpio(int count, char **words);
int try_gpio_speed(int count, char **words);

#endif
