/* Notes when the event loop of GLib's default context begins and ends each turn: between two calls of poll. */

#include <poll.h>
#include <time.h>

#define ROOM 4000000

static int (*wait_for)(void *, unsigned, int);
static volatile long long began, count;
static long long worked;
static volatile int running;
static float turns_ms[ROOM], work_ms[ROOM];

static long long now_ns(clockid_t clock) {
    struct timespec at;
    clock_gettime(clock, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

/* Stands in for the context's poll function. */
int turns_poll(void *fds, unsigned how_many, int timeout_ms) {
    if (running && began && count < ROOM) {
        work_ms[count] = (now_ns(CLOCK_THREAD_CPUTIME_ID) - worked) / 1e6f;
        turns_ms[count++] = (now_ns(CLOCK_MONOTONIC) - began) / 1e6f;
    }
    began = 0;
    int ready = wait_for(fds, how_many, timeout_ms);
    worked = now_ns(CLOCK_THREAD_CPUTIME_ID);
    began = now_ns(CLOCK_MONOTONIC);
    return ready;
}

void turns_use(void *poll_function) { wait_for = (int (*)(void *, unsigned, int))poll_function; }
void turns_run(int yes) { running = yes; }
long long turns_began(void) { return began; }
long long turns_count(void) { return count; }
const float *turns_lengths(void) { return turns_ms; }
const float *turns_work(void) { return work_ms; }
