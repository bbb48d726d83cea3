/*
 * Two small measures of the bench that a shell cannot take.
 *
 * probe watch CPU: sleeps a millisecond at a time at the highest real-time priority and tells of
 * each time it was woken more than two milliseconds late: "BEGIN END", seconds of the wall clock.
 * No program can be on time while the machine itself stands still.
 *
 * probe run COMMAND...: "MILLISECONDS MEBIBYTES": from exec to exit, and the most memory it had.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static int watch(int cpu) {
  struct sched_param highest = {.sched_priority = 99};
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(cpu, &cpus);
  if (sched_setaffinity(0, sizeof cpus, &cpus) || sched_setscheduler(0, SCHED_FIFO, &highest)) {
    perror("probe");
    return 1;
  }
  struct timespec millisecond = {.tv_nsec = 1000000};
  for (;;) {
    double begun = now(CLOCK_MONOTONIC);
    clock_nanosleep(CLOCK_MONOTONIC, 0, &millisecond, NULL);
    double took = now(CLOCK_MONOTONIC) - begun;
    if (took > 0.003) {
      double end = now(CLOCK_REALTIME);
      printf("%.6f %.6f\n", end - took, end);
      fflush(stdout);
    }
  }
}

static int run(char **command) {
  double begun = now(CLOCK_MONOTONIC);
  pid_t child = fork();
  if (child == 0) {
    freopen("/dev/null", "w", stdout);
    freopen("/dev/null", "w", stderr);
    execv(command[0], command);
    _exit(127);
  }
  int status;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) < 0) {
    perror("probe");
    return 1;
  }
  printf("%.1f %.1f\n", (now(CLOCK_MONOTONIC) - begun) * 1000, used.ru_maxrss / 1024.0);
  return WIFEXITED(status) && WEXITSTATUS(status) != 127 ? 0 : 1;
}

int main(int count, char **words) {
  if (count == 3 && strcmp(words[1], "watch") == 0) return watch(atoi(words[2]));
  if (count > 2 && strcmp(words[1], "run") == 0) return run(words + 2);
  fprintf(stderr, "probe watch CPU | probe run COMMAND...\n");
  return 2;
}
