#include "Lines.h"

#if WHEATSTONE_GPIOD && LIBGPIOD_VERSION == 1

#include <errno.h>

bool chip_facts(struct gpiod_chip *chip, char label[static NAME_BYTES], unsigned *lineCount) {
  copy_name(label, gpiod_chip_label(chip));
  *lineCount = gpiod_chip_num_lines(chip);
  return true;
}

bool line_facts(struct gpiod_chip *chip, unsigned offset, struct line_facts *facts) {
  struct gpiod_line *line = gpiod_chip_get_line(chip, offset);
  if (!line) return false;
  copy_name(facts->name, gpiod_line_name(line));
  copy_name(facts->owner, gpiod_line_consumer(line));
  facts->isHeld = gpiod_line_is_used(line);
  return true;
}

/// Lines live as long as their chip, which therefore stays open.
static struct {
  struct gpiod_chip *chip;
  struct gpiod_line_bulk bulk;
} held[HANDLES_MAX];

int lines_request(int handle, struct gpiod_chip *chip, const uint32_t *offsets, uint32_t count,
                  uint64_t levels) {
  struct gpiod_line_bulk *bulk = &held[handle].bulk;
  gpiod_line_bulk_init(bulk);
  int first[LINES_MAX];
  struct gpiod_line_request_config config = {
      .consumer = "wheatstone", .request_type = GPIOD_LINE_REQUEST_DIRECTION_OUTPUT};
  for (uint32_t i = 0; i < count; i++) {
    struct gpiod_line *line = gpiod_chip_get_line(chip, offsets[i]);
    if (!line) goto failed;
    gpiod_line_bulk_add(bulk, line);
    first[i] = (int)(levels >> i & 1);
  }
  if (gpiod_line_request_bulk(bulk, &config, first) < 0) goto failed;
  held[handle].chip = chip;
  return 0;
failed:;
  int error = errno;
  gpiod_chip_close(chip);
  return -error;
}

bool lines_are_held(int handle) { return held[handle].chip != NULL; }

int lines_set(int handle, uint64_t levels) {
  struct gpiod_line_bulk *bulk = &held[handle].bulk;
  int values[LINES_MAX];
  for (unsigned i = 0; i < gpiod_line_bulk_num_lines(bulk); i++)
    values[i] = (int)(levels >> i & 1);
  return gpiod_line_set_value_bulk(bulk, values) < 0 ? -errno : 0;
}

void lines_release(int handle) {
  gpiod_line_release_bulk(&held[handle].bulk);
  gpiod_chip_close(held[handle].chip);
  held[handle].chip = NULL;
}

#endif
