#include "CTeam.h"

#include <pthread.h>
#include <stdatomic.h>

// How often a thread looks for the next piece of work before it sleeps: some microseconds, because
// pieces follow each other closely.
#define LOOKS 2000

#if defined(__x86_64__)
#define PAUSE() __builtin_ia32_pause()
#elif defined(__aarch64__)
#define PAUSE() __asm__ volatile("yield")
#else
#define PAUSE() (void)0
#endif

typedef struct team team;

typedef struct {
  team *whole;
  pthread_t thread;
  int32_t part;
} member;

struct team {
  pthread_mutex_t lock;
  pthread_cond_t asked, done;
  // The pieces asked for so far, and how many members are not done with the last.
  atomic_uint pieces;
  atomic_int busy;
  wheatstone_work work;
  void *context;
  int32_t count, isOver;
  member members[];
};

size_t wheatstone_team_bytes(int32_t count) {
  return sizeof(team) + (size_t)count * sizeof(member);
}

static void *live(void *argument) {
  const member *me = argument;
  team *whole = me->whole;
  unsigned done = 0;
  for (;;) {
    for (int look = 0; look < LOOKS && atomic_load(&whole->pieces) == done; look++) PAUSE();
    if (atomic_load(&whole->pieces) == done) {
      pthread_mutex_lock(&whole->lock);
      while (atomic_load(&whole->pieces) == done) {
        pthread_cond_wait(&whole->asked, &whole->lock);
      }
      pthread_mutex_unlock(&whole->lock);
    }
    done++;
    if (whole->isOver) return NULL;
    whole->work(whole->context, me->part);
    if (atomic_fetch_sub(&whole->busy, 1) == 1) {
      pthread_mutex_lock(&whole->lock);
      pthread_cond_signal(&whole->done);
      pthread_mutex_unlock(&whole->lock);
    }
  }
}

// `count`: without the caller.
static void ask(team *whole, int32_t count) {
  pthread_mutex_lock(&whole->lock);
  atomic_store(&whole->busy, count);
  atomic_fetch_add(&whole->pieces, 1);
  pthread_cond_broadcast(&whole->asked);
  pthread_mutex_unlock(&whole->lock);
}

int32_t wheatstone_team_start(void *room, int32_t count) {
  team *whole = room;
  pthread_mutex_init(&whole->lock, NULL);
  pthread_cond_init(&whole->asked, NULL);
  pthread_cond_init(&whole->done, NULL);
  atomic_init(&whole->pieces, 0);
  atomic_init(&whole->busy, 0);
  whole->isOver = 0;
  whole->count = 1;
  for (int32_t part = 1; part < count; part++) {
    member *one = whole->members + part;
    one->whole = whole;
    one->part = part;
    const int failure = pthread_create(&one->thread, NULL, live, one);
    if (failure) {
      wheatstone_team_stop(whole);
      return failure;
    }
    whole->count = part + 1;
  }
  return 0;
}

void wheatstone_team_run(void *room, wheatstone_work work, void *context) {
  team *whole = room;
  whole->work = work;
  whole->context = context;
  if (whole->count > 1) ask(whole, whole->count - 1);
  work(context, 0);
  for (int look = 0; look < LOOKS && atomic_load(&whole->busy); look++) PAUSE();
  if (atomic_load(&whole->busy)) {
    pthread_mutex_lock(&whole->lock);
    while (atomic_load(&whole->busy)) pthread_cond_wait(&whole->done, &whole->lock);
    pthread_mutex_unlock(&whole->lock);
  }
}

void wheatstone_team_stop(void *room) {
  team *whole = room;
  whole->isOver = 1;
  ask(whole, 0);
  for (int32_t part = 1; part < whole->count; part++) {
    pthread_join(whole->members[part].thread, NULL);
  }
  pthread_cond_destroy(&whole->done);
  pthread_cond_destroy(&whole->asked);
  pthread_mutex_destroy(&whole->lock);
}
