// Counts what asks for memory, in a program for tests: linked with --wrap, so that every call of the
// C library's allocator by us, by libgpiod or by the library itself comes through here. The count
// begins anew when memory is locked, which is after opening and before the first trial.
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
int64_t __real_wheatstone_lock_memory(size_t);
void __real_wheatstone_exit(int32_t) __attribute__((noreturn));

static unsigned long before, after;
static int started;

static void count(void) {
  if (started) after++;
  else before++;
}

void *__wrap_malloc(size_t size) {
  count();
  return __real_malloc(size);
}

void *__wrap_calloc(size_t number, size_t size) {
  count();
  return __real_calloc(number, size);
}

void *__wrap_realloc(void *memory, size_t size) {
  count();
  return __real_realloc(memory, size);
}

int64_t __wrap_wheatstone_lock_memory(size_t stackBytes) {
  started = 1;
  return __real_wheatstone_lock_memory(stackBytes);
}

static void say(const char *text, unsigned long number) {
  char line[80], digits[24];
  int length = 0, places = 0;
  while (*text) line[length++] = *text++;
  do digits[places++] = (char)('0' + number % 10);
  while (number /= 10);
  while (places) line[length++] = digits[--places];
  line[length++] = '\n';
  if (write(2, line, (size_t)length) < 0) _exit(99);
}

void __wrap_wheatstone_exit(int32_t status) {
  say("allocations before start: ", before);
  say("allocations after start: ", after);
  __real_wheatstone_exit(status);
}
