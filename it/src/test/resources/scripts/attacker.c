/*
 * A process of the user as whom scripts run, who would like to end or freeze what starts them:
 *
 *     attacker PID SIGNAL SECONDS
 *
 * sends SIGNAL to each thread of PID all the time, 0 for none, and stops the processes that are
 * new. At the end it says how many threads it could reach.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The last of them may be a thread, so the ones before it are tried, too. */
enum { NEWEST = 3 };

static long reach_threads(int pid, int signal) {
  char path[64];
  long reached = 0;
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *tasks = opendir(path);
  if (!tasks) {
    return 0;
  }
  for (struct dirent *task; (task = readdir(tasks));) {
    int tid = atoi(task->d_name);
    if (tid > 0 && syscall(SYS_tgkill, pid, tid, signal) == 0) {
      reached++;
    }
  }
  closedir(tasks);
  return reached;
}

static void stop_newest(int load) {
  char text[128];
  ssize_t length = pread(load, text, sizeof text - 1, 0);
  text[length > 0 ? length : 0] = 0;
  char *last = strrchr(text, ' ');
  int newest = last ? atoi(last + 1) : 0;
  for (int pid = newest; pid > 1 && pid > newest - NEWEST; pid--) {
    if (pid != getpid()) {
      kill(pid, SIGSTOP);
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 4) {
    return 2;
  }
  int pid = atoi(argv[1]), signal = atoi(argv[2]);
  int load = open("/proc/loadavg", O_RDONLY);
  time_t end = time(NULL) + atoi(argv[3]);
  long reached = 0;
  while (time(NULL) < end) {
    if (signal) {
      reached += reach_threads(pid, signal);
    } else {
      stop_newest(load);
    }
  }
  printf("reached %ld\n", reached);
  return 0;
}
