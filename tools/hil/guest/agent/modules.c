#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int32_t module_load(const char *body, size_t count) {
  size_t path_bytes = strlen(body) + 1;
  const char *parameters = path_bytes < count ? body + path_bytes : "";
  int file = open(body, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return -errno;
  int32_t result = syscall(SYS_finit_module, file, parameters, 0) == 0 ? 0 : -errno;
  close(file);
  return result;
}

int32_t module_unload(const char *name) {
  if (strcmp(name, "bus_bridge") == 0)
    pump_close_bridge();
  return syscall(SYS_delete_module, name, O_NONBLOCK) == 0 ? 0 : -errno;
}

bool module_bridge_loaded(void) { return access("/sys/module/bus_bridge", F_OK) == 0; }
