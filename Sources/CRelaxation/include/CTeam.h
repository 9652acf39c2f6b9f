#ifndef WHEATSTONE_CTEAM_H
#define WHEATSTONE_CTEAM_H

#include <stddef.h>
#include <stdint.h>

// Threads that are started once and then do their parts of one piece of work after another, together
// with the thread that asks for it.

typedef void (*wheatstone_work)(void *_Nonnull context, int32_t part);

// Bytes that a team works in, aligned to 64.
size_t wheatstone_team_bytes(int32_t count);

// Starts count - 1 threads. Returns 0, or the system's error number; then none is left running.
int32_t wheatstone_team_start(void *_Nonnull team, int32_t count);

// Calls work(context, part) for the parts 0 to count - 1, of which the caller does the first, and
// returns when all are done.
void wheatstone_team_run(
    void *_Nonnull team, wheatstone_work _Nonnull work, void *_Nonnull context);

// Ends the threads.
void wheatstone_team_stop(void *_Nonnull team);

#endif
