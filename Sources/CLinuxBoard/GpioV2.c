#include "Lines.h"

#if WHEATSTONE_GPIOD && LIBGPIOD_VERSION == 2

#include <errno.h>
#include <stddef.h>

bool chip_facts(struct gpiod_chip *chip, char label[static NAME_BYTES], unsigned *lineCount) {
  struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
  if (!info) return false;
  copy_name(label, gpiod_chip_info_get_label(info));
  *lineCount = (unsigned)gpiod_chip_info_get_num_lines(info);
  gpiod_chip_info_free(info);
  return true;
}

bool line_facts(struct gpiod_chip *chip, unsigned offset, struct line_facts *facts) {
  struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, offset);
  if (!info) return false;
  copy_name(facts->name, gpiod_line_info_get_name(info));
  copy_name(facts->owner, gpiod_line_info_get_consumer(info));
  facts->isHeld = gpiod_line_info_is_used(info);
  gpiod_line_info_free(info);
  return true;
}

static struct {
  struct gpiod_line_request *request;
  uint32_t count;
} held[HANDLES_MAX];

static enum gpiod_line_value value_of(uint64_t levels, uint32_t index) {
  return levels >> index & 1 ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
}

/// The lines as outputs with their first levels. Returns 0 or -errno.
static int configure(struct gpiod_line_config *lines, struct gpiod_line_settings *settings,
                     const uint32_t *offsets, uint32_t count, uint64_t levels) {
  if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT) < 0) return -errno;
  for (uint32_t i = 0; i < count; i++) {
    unsigned offset = offsets[i];
    if (gpiod_line_settings_set_output_value(settings, value_of(levels, i)) < 0 ||
        gpiod_line_config_add_line_settings(lines, &offset, 1, settings) < 0)
      return -errno;
  }
  return 0;
}

int lines_request(int handle, struct gpiod_chip *chip, const uint32_t *offsets, uint32_t count,
                  uint64_t levels) {
  struct gpiod_line_settings *settings = gpiod_line_settings_new();
  struct gpiod_line_config *lines = gpiod_line_config_new();
  struct gpiod_request_config *config = gpiod_request_config_new();
  int result = settings && lines && config ? 0 : -ENOMEM;
  if (result == 0) {
    gpiod_request_config_set_consumer(config, "wheatstone");
    result = configure(lines, settings, offsets, count, levels);
  }
  if (result == 0) {
    held[handle].request = gpiod_chip_request_lines(chip, config, lines);
    held[handle].count = count;
    if (!held[handle].request) result = -errno;
  }
  // These take NULL as well, and a request outlives its chip.
  gpiod_request_config_free(config);
  gpiod_line_config_free(lines);
  gpiod_line_settings_free(settings);
  gpiod_chip_close(chip);
  return result;
}

bool lines_are_held(int handle) { return held[handle].request != NULL; }

int lines_set(int handle, uint64_t levels) {
  enum gpiod_line_value values[LINES_MAX];
  for (uint32_t i = 0; i < held[handle].count; i++) values[i] = value_of(levels, i);
  return gpiod_line_request_set_values(held[handle].request, values) < 0 ? -errno : 0;
}

void lines_release(int handle) {
  gpiod_line_request_release(held[handle].request);
  held[handle].request = NULL;
}

#endif
