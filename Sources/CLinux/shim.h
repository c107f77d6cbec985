// What Linux has and Swift's Glibc module does not show: capabilities, no_new_privs, seccomp. 0 on success, else errno.
#ifndef CALLWITNESS_CLINUX_H
#define CALLWITNESS_CLINUX_H

#ifdef __linux__

#include <errno.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Takes every capability out of the bounding set, as far as this process may (CAP_SETPCAP): nothing brings one back.
static inline void clinux_drop_bounding_set(void) {
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

/// Gives up all capabilities of this thread, ambient ones too.
static inline int clinux_drop_capabilities(void) {
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{0, 0, 0}, {0, 0, 0}};
    return syscall(SYS_capset, &header, data) == 0 ? 0 : errno;
}

/// No program that this one starts may have more rights (prctl(2)).
static inline int clinux_no_new_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

#if defined(__x86_64__)
#define CLINUX_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CLINUX_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/// Forbids what a capture that is open does not need: new sockets, other programs, other processes' memory. Needs
/// no_new_privs. It holds for this thread and those that it starts.
static inline int clinux_forbid_sockets_and_programs(void) {
#ifdef CLINUX_ARCHITECTURE
#define CLINUX_FORBID(number) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA))
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CLINUX_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        CLINUX_FORBID(SYS_socket),
        CLINUX_FORBID(SYS_socketpair),
        CLINUX_FORBID(SYS_connect),
        CLINUX_FORBID(SYS_bind),
        CLINUX_FORBID(SYS_listen),
        CLINUX_FORBID(SYS_accept),
        CLINUX_FORBID(SYS_accept4),
        CLINUX_FORBID(SYS_execve),
        CLINUX_FORBID(SYS_execveat),
        CLINUX_FORBID(SYS_ptrace),
        CLINUX_FORBID(SYS_process_vm_readv),
        CLINUX_FORBID(SYS_process_vm_writev),
        CLINUX_FORBID(SYS_bpf),
        CLINUX_FORBID(SYS_keyctl),
        CLINUX_FORBID(SYS_mount),
        CLINUX_FORBID(SYS_unshare),
        CLINUX_FORBID(SYS_setns),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
#undef CLINUX_FORBID
    struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : errno;
#else
    return 0;
#endif
}

#endif
#endif
