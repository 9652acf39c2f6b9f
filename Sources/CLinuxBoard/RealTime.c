#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>

#include "CLinuxBoard.h"

// The smallest page there is; where pages are larger some are touched more than once.
enum { PAGE_BYTES = 4096 };

// The C library reads this clock in user space (vDSO): no system call.
uint64_t wheatstone_monotonic_nanoseconds(void) {
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

int64_t wheatstone_sleep_until(uint64_t nanoseconds) {
  struct timespec until = {(time_t)(nanoseconds / 1000000000), (long)(nanoseconds % 1000000000)};
  int64_t calls = 1;
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) calls++;
  return calls;
}

int64_t wheatstone_set_timer_slack(uint64_t nanoseconds) {
  return prctl(PR_SET_TIMERSLACK, (unsigned long)nanoseconds, 0, 0, 0) < 0 ? -errno : 0;
}

void wheatstone_touch_memory(void *memory, size_t byteCount) {
  volatile char *bytes = memory;
  for (size_t i = 0; i < byteCount; i += PAGE_BYTES) bytes[i] = bytes[i];
  if (byteCount > 0) bytes[byteCount - 1] = bytes[byteCount - 1];
}

static __attribute__((noinline)) void touch_stack(size_t byteCount) {
  // A page at a time, downwards, so that the kernel grows the stack as far.
  volatile char *bytes = __builtin_alloca(byteCount);
  for (size_t i = 0; i < byteCount; i += PAGE_BYTES) bytes[byteCount - 1 - i] = 0;
  if (byteCount > 0) bytes[0] = 0;
}

int64_t wheatstone_lock_memory(size_t stackBytes) {
  int error = mlockall(MCL_CURRENT | MCL_FUTURE) < 0 ? errno : 0;
  // Touched is better than nothing where it may not be locked.
  touch_stack(stackBytes);
  return -error;
}

int64_t wheatstone_set_priority(int32_t priority) {
  struct sched_param parameter = {.sched_priority = priority};
  return sched_setscheduler(0, SCHED_FIFO, &parameter) < 0 ? -errno : 0;
}
