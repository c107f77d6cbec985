"""Sends the Ethernet frames of a capture on an interface, at their own pace: python3 replay.py CAPTURE INTERFACE [SPEED]

Needs CAP_NET_RAW. Prints how many frames were sent and how late the latest was, in ms.
"""
import errno
import os
import socket
import struct
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import recordings

# packet(7): after all of the kernel's queueing, as frames are ready to go.
SOL_PACKET, PACKET_QDISC_BYPASS = 263, 20


class Capture(recordings.Capture):
    def __init__(self, path):
        if path.endswith((".gz", ".zst")):
            tool = ["gzip", "-dc"] if path.endswith(".gz") else ["zstd", "-dcq"]
            data = subprocess.run(tool + [path], stdout=subprocess.PIPE, check=True).stdout
            name = f"/tmp/replay-{os.getpid()}"
            with open(name, "wb") as file:
                file.write(data)
            super().__init__(name)
            os.unlink(name)
        else:
            super().__init__(path)

    def frames(self):
        is_pcapng = self.data[:4] == b"\x0a\x0d\x0d\x0a"
        order = "<" if self.data[0] in (0xD4, 0x4D) or self.data[8:12] == b"\x4d\x3c\x2b\x1a" else ">"
        for when, offset in zip(self.times, self.offsets):
            start, field = (offset + 28, offset + 20) if is_pcapng else (offset + 16, offset + 8)
            (length,) = struct.unpack_from(order + "I", self.data, field)
            yield when, self.data[start:start + length]


def replay(path, interface, speed=1.0):
    frames = list(Capture(path).frames())
    out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    out.setsockopt(SOL_PACKET, PACKET_QDISC_BYPASS, 1)
    out.bind((interface, 0))
    start, first, latest = time.monotonic() + 0.05, frames[0][0], 0.0
    for when, frame in frames:
        due = start + (when - first) / speed
        wait = due - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        latest = max(latest, time.monotonic() - due)
        try:
            out.send(frame)
        except OSError as error:
            # A device that is down for a while, as cables are pulled.
            if error.errno not in (errno.ENOBUFS, errno.ENETDOWN, errno.ENXIO):
                raise
    return len(frames), latest * 1000


if __name__ == "__main__":
    count, latest = replay(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 1.0)
    print(f"{count} frames, the latest {latest:.1f} ms late")
