// Sends packets of many calls on an interface as fast as asked, and says how many: a sender that shares nothing with what is
// measured.
//
//   cc -O2 -o live-load .ci/live-load.c
//   live-load INTERFACE CALLS PACKETS_PER_SECOND SECONDS
//
// Each call has a check and its answer at its begin and every 5 s, and two streams of 160-byte packets (50 a second each if
// PACKETS_PER_SECOND is 100 × CALLS), sequence numbers without a gap. Needs CAP_NET_RAW.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <errno.h>

enum { FRAME = 14 + 20 + 8 + 12 + 160, BATCH = 64 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void put16(uint8_t *at, unsigned value) { at[0] = value >> 8, at[1] = value; }
static void put32(uint8_t *at, uint32_t value) { put16(at, value >> 16), put16(at + 2, value); }

/// Headers of a datagram of a call; clients are 10.x.y.z, the server's ports tell the calls apart.
static size_t headers(uint8_t *frame, unsigned call, int toServer, size_t payload) {
    memset(frame, 0, 42);
    memcpy(frame, toServer ? "\2\0\0\0\0\2\2\0\0\0\0\1" : "\2\0\0\0\0\1\2\0\0\0\0\2", 12);
    put16(frame + 12, 0x0800);
    uint8_t *ip = frame + 14;
    ip[0] = 0x45, ip[8] = 64, ip[9] = 17;
    put16(ip + 2, 28 + payload);
    uint32_t client = 0x0a000000 | (call + 1), server = 0xc6336401;
    put32(ip + 12, toServer ? client : server), put32(ip + 16, toServer ? server : client);
    unsigned ports[2] = {40000, 10000 + call % 20000};
    put16(ip + 20, ports[!toServer]), put16(ip + 22, ports[toServer]);
    put16(ip + 24, 8 + payload);
    return 42 + payload;
}

static size_t check(uint8_t *frame, unsigned call, int isAnswer, uint32_t number) {
    uint8_t message[128] = {0};
    char name[32];
    int length = snprintf(name, sizeof name, "s%07u:c%07u", call, call);
    size_t size = 20;
    put16(message, isAnswer ? 0x0101 : 0x0001), put32(message + 4, 0x2112a442);
    put32(message + 8, call), put32(message + 12, number), put32(message + 16, 7);
    if (isAnswer) {
        put16(message + size, 0x0020), put16(message + size + 2, 8);
        message[size + 5] = 1;
        put16(message + size + 6, 40000 ^ 0x2112);
        put32(message + size + 8, (0x0a000000 | (call + 1)) ^ 0x2112a442);
        size += 12;
    } else {
        put16(message + size, 0x0006), put16(message + size + 2, length);
        memcpy(message + size + 4, name, length);
        size += 4 + (length + 3) / 4 * 4;
        put16(message + size, 0x802a), put16(message + size + 2, 8), size += 12;
        put16(message + size, 0x0025), size += 4;
        put16(message + size, 0x0024), put16(message + size + 2, 4), put32(message + size + 4, 1853824767), size += 8;
    }
    put16(message + 2, size - 20);
    size_t whole = headers(frame, call, !isAnswer, size);
    memcpy(frame + 42, message, size);
    return whole;
}

static size_t media(uint8_t *frame, unsigned call, int toServer, uint32_t number) {
    uint8_t *rtp = frame + 42;
    size_t whole = headers(frame, call, toServer, 172);
    rtp[0] = 0x80, rtp[1] = 111;
    put16(rtp + 2, number), put32(rtp + 4, number * 960), put32(rtp + 8, 2 * call + toServer + 1);
    memset(rtp + 12, call + number, 160);
    return whole;
}

int main(int count, char **argument) {
    if (count != 5) return 2;
    unsigned calls = atoi(argument[2]);
    double rate = atof(argument[3]), seconds = atof(argument[4]);
    int out = socket(AF_PACKET, SOCK_RAW, 0);
    struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(argument[1])};
    int yes = 1;
    setsockopt(out, SOL_PACKET, PACKET_QDISC_BYPASS, &yes, sizeof yes);
    if (bind(out, (void *)&address, sizeof address) != 0) return perror("bind"), 1;
    static uint8_t frames[BATCH][256];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
    memset(messages, 0, sizeof messages);
    for (int index = 0; index < BATCH; index++) {
        parts[index].iov_base = frames[index];
        messages[index].msg_hdr.msg_iov = &parts[index], messages[index].msg_hdr.msg_iovlen = 1;
    }
    uint64_t sent = 0, refused = 0, position = 0;
    double start = now(), *checked = calloc(calls, sizeof *checked);
    for (double time = start; time < start + seconds; time = now()) {
        uint64_t due = (time - start) * rate;
        if (sent >= due) { usleep(500); continue; }
        int filled = 0;
        while (filled < BATCH - 3) {
            unsigned call = position / 2 % calls;
            int toServer = position & 1;
            uint32_t number = position / 2 / calls;
            if (toServer == 0 && time >= checked[call]) {
                checked[call] = time + 5;
                parts[filled].iov_len = check(frames[filled], call, 0, number), filled++;
                parts[filled].iov_len = check(frames[filled], call, 1, number), filled++;
            }
            parts[filled].iov_len = media(frames[filled], call, toServer, number), filled++;
            position++;
        }
        for (int done = 0; done < filled;) {
            int result = sendmmsg(out, messages + done, filled - done, 0);
            if (result > 0) { done += result, sent += result; continue; }
            if (errno == ENOBUFS) { refused++; usleep(100); continue; }
            return perror("sendmmsg"), 1;
        }
    }
    double took = now() - start;
    printf("{\"sent\": %llu, \"media\": %llu, \"seconds\": %.3f, \"rate\": %.0f, \"refused\": %llu}\n", (unsigned long long)sent,
           (unsigned long long)position, took, sent / took, (unsigned long long)refused);
    return 0;
}
