#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>

#include "CLinuxBoard.h"

static volatile sig_atomic_t stop_requested;

static void on_stop(int number) {
  (void)number;
  stop_requested = 1;
}

int64_t wheatstone_catch_stop(void) {
  // Without SA_RESTART: every call that may be interrupted is made again where it stands.
  struct sigaction action = {.sa_handler = on_stop};
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGTERM, &action, NULL) < 0 || sigaction(SIGINT, &action, NULL) < 0) return -errno;
  // Whoever reads the output may go away; that must not end the run.
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  return sigaction(SIGPIPE, &ignore, NULL) < 0 ? -errno : 0;
}

int32_t wheatstone_stop_requested(void) { return stop_requested != 0; }
