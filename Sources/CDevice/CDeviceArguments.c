#include "CDevice.h"

static int argument_count;
static char **arguments;

// Embedded Swift has no CommandLine. The C library hands main's arguments to constructors as well,
// and keeps them for the program's whole life.
__attribute__((constructor)) static void keep(int count, char **values) {
  argument_count = count;
  arguments = values;
}

const char *wheatstone_argument(int32_t index) {
  return index >= 0 && index < argument_count ? arguments[index] : NULL;
}
