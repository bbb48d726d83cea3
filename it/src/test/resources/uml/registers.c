/*
 * Debian's user-mode Linux keeps 2,696 bytes of a process's vector registers. On a processor that
 * has more of them (AMX) the kernel below takes all or nothing, and user-mode Linux does not boot.
 * Preloaded, this puts what it sets over what is there, and hands the kernel the whole.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <elf.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

static long (*next)(int, ...);

/* Not on the stack, which is as small as a kernel's. */
static char whole[1 << 16];

long ptrace(enum __ptrace_request request, ...)
{
	va_list arguments;
	va_start(arguments, request);
	int pid = va_arg(arguments, int);
	void *address = va_arg(arguments, void *);
	void *data = va_arg(arguments, void *);
	va_end(arguments);
	if (!next)
		next = (long (*)(int, ...))dlsym(RTLD_NEXT, "ptrace");

	if (request == PTRACE_SETREGSET && address == (void *)NT_X86_XSTATE) {
		struct iovec *given = data;
		struct iovec all = { whole, sizeof whole };
		long failed = next(PTRACE_GETREGSET, pid, address, &all);
		if (failed)
			return failed;
		if (given->iov_len < all.iov_len) {
			memcpy(whole, given->iov_base, given->iov_len);
			return next(request, pid, address, &all);
		}
	}
	return next(request, pid, address, data);
}
