// hil-agent BUS-PORT CONTROL-PORT
#include "agent.h"

#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { LOOK_MILLISECONDS = 5 };

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: hil-agent BUS-PORT CONTROL-PORT\n");
    return 2;
  }
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigprocmask(SIG_BLOCK, &children, NULL);
  signal(SIGPIPE, SIG_IGN);
  int ended = signalfd(-1, &children, SFD_NONBLOCK | SFD_CLOEXEC);
  pump_open(arguments[1]);
  control_open(arguments[2]);
  for (;;) {
    struct pollfd polled[POLLED_MAX] = {{.fd = ended, .events = POLLIN}};
    size_t pump = 1;
    size_t control = pump + pump_polled(polled + pump);
    size_t runs = control + control_polled(polled + control);
    size_t all = runs + runs_polled(polled + runs, POLLED_MAX - runs);
    if (poll(polled, all, pump_idle() || control_idle() ? LOOK_MILLISECONDS : -1) < 0)
      continue;
    pump_serve(polled + pump, control - pump);
    control_serve(polled + control, runs - control);
    runs_serve(polled + runs, all - runs);
    if (polled[0].revents != 0) {
      struct signalfd_siginfo information[8];
      while (read(ended, information, sizeof information) > 0)
        continue;
      runs_reap();
    }
  }
}
