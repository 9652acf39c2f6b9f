#include "CLinuxBoard.h"

const char *wheatstone_gpio_owner_text(int32_t chip, uint32_t offset) {
  static char text[32];
  text[0] = 0;
  wheatstone_gpio_owner(chip, offset, text, sizeof text);
  return text;
}
