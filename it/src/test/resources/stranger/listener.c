/* A stranger's listener whose recorded process is one to come: listener PID NAME MESSAGE FILE.
 *
 * What asks a connection who listens (SO_PEERCRED) is told who called listen(2), even when that
 * process has died and its number belongs to another. Prints "ready"; then what became of the first
 * call, after having said MESSAGE to it with FILE passed along: "refused", or "taken". */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int wanted, listener = -1;
static struct sockaddr_un address = {.sun_family = AF_UNIX};
static socklen_t length;

/* In a process of its own, which shares memory and descriptors with ours. */
static int listen_if_it_is_the_one(void *unused) {
  if (getpid() == wanted) {
    listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (bind(listener, (void *)&address, length) || listen(listener, 16)) _exit(2);
  }
  _exit(0);
}

static void say(int caller, const char *message_path, const char *file_path) {
  static char message[4096];
  union {
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(int))];
  } rights = {.head = {CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS}};
  int file = open(file_path, O_RDONLY), source = open(message_path, O_RDONLY);
  struct iovec piece = {message, read(source, message, sizeof message)};
  struct msghdr header = {0, 0, &piece, 1, &rights, sizeof rights, 0};
  memcpy(CMSG_DATA(&rights.head), &file, sizeof file);
  sendmsg(caller, &header, MSG_NOSIGNAL);
}

int main(int count, char **words) {
  static char stack[1 << 16];
  char answer;
  if (count != 5) return 64;
  wanted = atoi(words[1]);
  strcpy(address.sun_path + 1, words[2]);
  length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(words[2]);
  while (listener < 0) {
    int child = clone(listen_if_it_is_the_one, stack + sizeof stack,
                      CLONE_FILES | CLONE_VM | CLONE_VFORK | SIGCHLD, 0);
    if (child < 0 || waitpid(child, 0, 0) != child) return 1;
  }
  puts("ready");
  fflush(stdout);
  int caller = accept(listener, 0, 0);
  close(listener);
  say(caller, words[3], words[4]);
  puts(recv(caller, &answer, 1, 0) > 0 ? "taken" : "refused");
  return 0;
}
