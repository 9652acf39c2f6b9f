#include "try.h"

#include <errno.h>
#include <linux/gpio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

// The first chip with this label; prints its number.
static int open_chip(const char *label) {
  for (int number = 0; number < 16; number++) {
    char name[16];
    struct gpiochip_info information;
    snprintf(name, sizeof name, "%d", number);
    int file = open_device("/dev/gpiochip%s", name);
    if (ioctl(file, GPIO_GET_CHIPINFO_IOCTL, &information) < 0)
      fail("gpio: chip information");
    if (strcmp(information.label, label) == 0) {
      printf("chip %d\n", number);
      return file;
    }
    close(file);
  }
  errno = ENODEV;
  fail(label);
}

static uint32_t line_named(int chip, const char *name) {
  struct gpio_v2_line_info information = {0};
  while (ioctl(chip, GPIO_V2_GET_LINEINFO_IOCTL, &information) == 0) {
    if (strcmp(information.name, name) == 0) {
      if ((information.flags & GPIO_V2_LINE_FLAG_USED) != 0)
        printf("used by %s\n", information.consumer);
      return information.offset;
    }
    uint32_t next = information.offset + 1;
    memset(&information, 0, sizeof information);
    information.offset = next;
  }
  errno = ENOENT;
  fail(name);
}

// Requests the lines as outputs with their first values, pulled down.
static int request(const char *label, char *names, uint64_t values, uint64_t *mask) {
  struct gpio_v2_line_request request = {.consumer = "bus-try"};
  int chip = open_chip(label);
  for (char *name = strtok(names, ","); name != NULL; name = strtok(NULL, ","))
    request.offsets[request.num_lines++] = line_named(chip, name);
  *mask = request.num_lines == 64 ? UINT64_MAX : ((uint64_t)1 << request.num_lines) - 1;
  request.config.flags = GPIO_V2_LINE_FLAG_OUTPUT | GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN;
  request.config.num_attrs = 1;
  request.config.attrs[0].mask = *mask;
  request.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
  request.config.attrs[0].attr.values = values;
  if (ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &request) < 0)
    fail("gpio: request");
  return request.fd;
}

static void act(int lines, uint64_t mask, const char *word) {
  struct gpio_v2_line_values values = {.mask = mask};
  struct gpio_v2_line_config input = {.flags = GPIO_V2_LINE_FLAG_INPUT};
  if (strcmp(word, "get") == 0) {
    if (ioctl(lines, GPIO_V2_LINE_GET_VALUES_IOCTL, &values) < 0)
      fail("gpio: get");
    printf("%llx\n", (unsigned long long)values.bits);
  } else if (strcmp(word, "in") == 0) {
    if (ioctl(lines, GPIO_V2_LINE_SET_CONFIG_IOCTL, &input) < 0)
      fail("gpio: input");
  } else if (strcmp(word, "hold") == 0) {
    printf("held\n");
    fflush(stdout);
    pause();
  } else {
    values.bits = strtoull(word, NULL, 16);
    if (ioctl(lines, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) < 0)
      fail("gpio: set");
  }
}

int try_gpio(int count, char **words) {
  uint64_t mask;
  int lines = request(words[0], words[1], strtoull(words[2], NULL, 16), &mask);
  for (int i = 3; i < count; i++)
    act(lines, mask, words[i]);
  return 0;
}

int try_gpio_speed(int count, char **words) {
  (void)count;
  uint64_t mask;
  int lines = request(words[0], words[1], 0, &mask), sets = atoi(words[2]);
  uint64_t start = now();
  for (int i = 0; i < sets; i++) {
    struct gpio_v2_line_values values = {.mask = mask, .bits = i & 1 ? mask : 0};
    if (ioctl(lines, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) < 0)
      fail("gpio: set");
  }
  printf("%llu\n", (unsigned long long)(now() - start));
  return 0;
}
