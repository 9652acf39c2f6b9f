// Programs that the host asked for: their start, output and end.
#define _GNU_SOURCE
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS_MAX = 64, WORDS_MAX = 256, OUTPUT_EVENT = 0x41, EXIT_EVENT = 0x42 };

struct run {
  uint32_t tag;
  pid_t process; // 0: has ended
  int output; // -1: closed
};

static struct run runs[RUNS_MAX];
static size_t run_count;

// Splits strings that end in NUL; returns where the next list starts.
static size_t split(char *body, size_t from, size_t count, char **words, size_t room) {
  size_t found = 0;
  while (from < count && body[from] != 0) {
    if (found + 1 < room)
      words[found++] = body + from;
    from += strlen(body + from) + 1;
  }
  words[found] = NULL;
  return from + 1;
}

static void become(char **arguments, char **environment, int output, int failure) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  setpgid(0, 0);
  int nothing = open("/dev/null", O_RDONLY);
  if (nothing >= 0 && dup2(nothing, 0) >= 0 && dup2(output, 1) >= 0 && dup2(output, 2) >= 0) {
    if (nothing != 0)
      close(nothing);
    execve(arguments[0], arguments, environment);
  }
  int error = errno;
  (void)!write(failure, &error, sizeof error);
  _exit(127);
}

int32_t run_start(uint32_t tag, char *body, size_t count) {
  char *arguments[WORDS_MAX], *environment[WORDS_MAX] = {"PATH=/bin"};
  size_t next = split(body, 0, count, arguments, WORDS_MAX);
  split(body, next, count, environment + 1, WORDS_MAX - 1);
  int output[2], failure[2], error = 0;
  if (arguments[0] == NULL)
    return -EINVAL;
  if (run_count == RUNS_MAX)
    return -EAGAIN;
  if (pipe2(output, O_CLOEXEC) != 0)
    return -errno;
  if (pipe2(failure, O_CLOEXEC) != 0) {
    error = errno;
    close(output[0]);
    close(output[1]);
    return -error;
  }
  pid_t process = fork();
  if (process == 0)
    become(arguments, environment, output[1], failure[1]);
  if (process < 0)
    error = errno;
  close(output[1]);
  close(failure[1]);
  // Ends when the program has started, or brings the reason why it has not.
  if (error == 0 && read(failure[0], &error, sizeof error) > 0)
    waitpid(process, NULL, 0);
  close(failure[0]);
  if (error != 0) {
    close(output[0]);
    return -error;
  }
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  runs[run_count++] = (struct run){tag, process, output[0]};
  return process;
}

// One piece of output. False when there is none at the moment.
static bool forward(struct run *run) {
  char piece[8192];
  ssize_t got = read(run->output, piece, sizeof piece);
  if (got > 0)
    control_send(run->tag, OUTPUT_EVENT, run->process, piece, (size_t)got);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
    close(run->output);
    run->output = -1;
  }
  return got > 0;
}

static void forget_ended(void) {
  size_t kept = 0;
  for (size_t i = 0; i < run_count; i++)
    if (runs[i].process != 0 || runs[i].output >= 0)
      runs[kept++] = runs[i];
  run_count = kept;
}

size_t runs_polled(struct pollfd *polled, size_t room) {
  size_t count = 0;
  if (control_busy())
    return 0;
  for (size_t i = 0; i < run_count && count < room; i++)
    if (runs[i].output >= 0)
      polled[count++] = (struct pollfd){.fd = runs[i].output, .events = POLLIN};
  return count;
}

void runs_serve(const struct pollfd *polled, size_t count) {
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; polled[i].revents != 0 && j < run_count; j++)
      if (runs[j].output == polled[i].fd)
        forward(&runs[j]);
  forget_ended();
}

static uint64_t microseconds(struct timeval time) {
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

static void report_exit(struct run *run, int status, const struct rusage *usage) {
  while (run->output >= 0 && forward(run))
    continue;
  struct {
    uint32_t process, peak_kib;
    uint64_t user, system;
  } body = {(uint32_t)run->process, (uint32_t)usage->ru_maxrss, microseconds(usage->ru_utime),
            microseconds(usage->ru_stime)};
  run->process = 0;
  control_send(run->tag, EXIT_EVENT, status, &body, sizeof body);
}

void runs_reap(void) {
  struct rusage usage;
  int status;
  pid_t process;
  while ((process = wait4(-1, &status, WNOHANG, &usage)) > 0)
    for (size_t i = 0; i < run_count; i++)
      if (runs[i].process == process)
        report_exit(&runs[i], status, &usage);
  forget_ended();
}
