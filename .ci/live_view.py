"""The part `view` of .ci/live: the terminal view on a pseudo terminal, read back by a terminal emulator (pyte)."""
import fcntl
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time

import pyte

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
# All that the view may send: cursor to a place, erase to the end of a line, all of it, colours, and the terminal's modes.
ALLOWED = re.compile(rb"\x1b\[(\d+;\d+H|K|2J|[\d;]*m|\?(1049|25|7)[hl])")
HOSTILE = b"\x1b]0;owned\x07\x1b[2J\x1b[31mA\r\nB\x9b2J\xe2\x80\xae\x00end"


class Watched:
    """`callwitness live` on a terminal of its own, and what that shows."""

    def __init__(self, binary, namespace, columns, rows, *options):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.master, terminal = pty.openpty()
        self.terminal = terminal
        self.size(columns, rows)
        self.before = termios.tcgetattr(terminal)
        self.process = namespace.start(
            binary, "live", "-i", "tap0", "--user", "root", "--interval", "1", *options,
            stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
            env=dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8"))

    def size(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns, rows):
        self.size(columns, rows)
        self.screen.resize(rows, columns)
        # A terminal that is nobody's controlling one sends no signal itself.
        self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds, until=None):
        """What comes within the seconds, or until the screen has a text."""
        deadline = time.monotonic() + seconds
        begin = len(self.sent)
        while (left := deadline - time.monotonic()) > 0 and not (until and until in self.text):
            if not select.select([self.master], [], [], min(left, 0.1))[0]:
                if self.process.poll() is not None:
                    break
                continue
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            self.sent += data
            self.stream.feed(data)
        return self.sent[begin:]

    def press(self, keys, seconds=3, until=None):
        os.write(self.master, keys)
        if not until:
            seconds = 0.5
        return self.read(seconds, until)

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines)

    def end(self):
        """The exit code, and whether the terminal is as it was."""
        code = None
        deadline = time.monotonic() + 20
        while code is None and time.monotonic() < deadline:
            self.read(0.2)
            code = self.process.poll()
        self.read(0.2)
        restored = (termios.tcgetattr(self.terminal) == self.before
                    and self.sent.rfind(b"\x1b[?1049l") > self.sent.rfind(b"\x1b[?1049h")
                    and self.sent.rfind(b"\x1b[?25h") > self.sent.rfind(b"\x1b[?25l"))
        os.close(self.master)
        os.close(self.terminal)
        return code, restored


def hostile_call(device, seconds):
    """A call whose peers have control sequences in every text that they may choose."""
    out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    out.bind((device, 0))
    client, server = (b"\x0a\x01\x01\x01", 40000), (b"\xc6\x33\x64\x01", 50000)

    def send(source, destination, payload):
        udp = struct.pack(">HHHH", source[1], destination[1], 8 + len(payload), 0) + payload
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0x4000, 64, 17, 0, source[0], destination[0])
        out.send(bytes.fromhex("020000000002020000000001") + b"\x08\x00" + ip + udp)

    def attribute(kind, value):
        return struct.pack(">HH", kind, len(value)) + value + bytes(-len(value) % 4)

    def message(kind, number, attributes):
        return struct.pack(">HHIQI", kind, len(attributes), 0x2112A442, 7, number) + attributes

    for step in range(int(seconds * 50)):
        if step % 50 == 0:
            software = attribute(0x8022, HOSTILE)
            send(client, server, message(1, step, attribute(6, b"srv" + HOSTILE + b":cli" + HOSTILE) + software))
            send(server, client, message(0x101, step, attribute(0x20, struct.pack(">BBHI", 0, 1, 40000 ^ 0x2112, 0x2B13A543))
                                         + software))
        for source, destination, ssrc in ((client, server, 1), (server, client, 2)):
            send(source, destination, struct.pack(">BBHII", 0x80, 0, step, step * 160, ssrc) + b"\xd5" * 160)
        time.sleep(0.02)


def check(binary, work, Namespace, expect):
    here, there = Namespace("cwviewa"), Namespace("cwviewb")
    here.connect("tap0", there, "far0")
    watched = Watched(binary, here, 80, 24)
    watched.read(5, "no call yet")
    expect("no call yet" in watched.text, f"view: {watched.text}")
    players = [there.start(sys.executable, f"{HERE}/replay.py", f"{ROOT}/captures/{name}", "far0", stdout=subprocess.DEVNULL)
               for name in ("media-server.tapB.pcapng", "loss-5-percent.tapB.pcapng", "dtls-blocked.tapA.pcap")]
    program = f"import sys; sys.path.insert(0, {HERE!r}); import live_view; live_view.hostile_call('far0', 25)"
    players.append(there.start(sys.executable, "-c", program))

    # The table, at 80 by 24.
    watched.read(10, "1-4 of 4")
    expect("1-4 of 4" in watched.text, f"view: not four calls:\n{watched.text}")
    heads = watched.lines[1]
    for word in ("CLIENT", "FAR END", "PATH", "RTT", "JIT", "%SENT", "%RCVD", "MOS", "STATE", "AGE"):
        expect(word in heads, f"view: no column {word}: {heads}")
    expect("10.1.1.1:40000" in watched.text and "q quit" in watched.lines[23], f"view: {watched.text}")
    table = watched.text

    # Only what changed is sent anew: nothing is erased meanwhile, and a second takes no more than the screen has.
    sent = watched.read(3)
    expect(0 < len(sent) < 3 * 80 * 24, f"view: {len(sent)} bytes in 3 s")
    expect(b"\x1b[2J" not in sent, "view: the screen was erased")

    # Keys.
    watched.press(b"s", until="by ")
    orders = {watched.lines[23].split("by ")[1].split("  ")[0]}
    for _ in range(3):
        watched.press(b"s")
        orders.add(watched.lines[23].split("by ")[1].split("  ")[0])
    expect(len(orders) == 4, f"view: s sorts by {orders}")
    watched.press(b"/10.1.1.1", until="/10.1.1.1_")
    watched.press(b"\r", until="1-1 of 1")
    expect("1-1 of 1" in watched.text, f"view: filter: {watched.text}")
    watched.press(b"\r", until="TIMELINE")
    watched.read(2.5)
    page = watched.text
    for word in ("client", "far end", "path", "RTT ms", "jitter sent", "% lost rcvd", "TIMELINE"):
        expect(word in page, f"view: no {word} in a call's page:\n{page}")
    expect("end" in page and "?" in page, f"view: the peers' software is not shown:\n{page}")
    watched.press(b"\x1b", until="1-1 of 1")
    watched.press(b"?", until="COLUMNS")
    expect("KEYS" in watched.text and "COLUMNS" in watched.text, f"view: help: {watched.text}")
    watched.press(b"?")
    watched.press(b"\x1b[B\x1b[A\x1b[6~\x1b[5~\x1b[99;99X\x00\xff")

    # Other sizes.
    for columns, rows in ((132, 43), (40, 10), (20, 4), (1, 1), (80, 24)):
        watched.resize(columns, rows)
        watched.read(1.3)
        expect(watched.process.poll() is None, f"view: ended at {columns} by {rows}")
        if rows >= 10:
            expect("CLIENT"[:columns] in watched.text and "1-1 of 1" in watched.lines[rows - 1],
                   f"view: {columns} by {rows}:\n{watched.text}")
    watched.press(b"\x1b", until="of 4")
    expect("of 4" in watched.text, f"view: the filter stays:\n{watched.text}")

    # Nothing from the wire reached the terminal as anything but text.
    rest = ALLOWED.sub(b"", watched.sent)
    strange = {byte for byte in rest if byte < 0x20 or byte == 0x7F}
    expect(not strange, f"view: control characters {strange}")
    expect("owned" not in watched.screen.title, "view: the title was set")
    watched.press(b"q")
    code, restored = watched.end()
    expect(code == 0 and restored, f"view: exit code {code} of q, terminal restored: {restored}")

    # Signals give the terminal back too, and what was to be said on stderr is said afterwards.
    for number in (signal.SIGTERM, signal.SIGINT):
        watched = Watched(binary, here, 80, 24)
        watched.read(5, "AGE")
        watched.process.send_signal(signal.SIGUSR1)
        watched.read(0.5)
        watched.process.send_signal(number)
        code, restored = watched.end()
        expect(code == 0 and restored, f"view: exit code {code} of signal {number}, terminal restored: {restored}")
        after = watched.sent[watched.sent.rfind(b"\x1b[?1049l"):]
        expect(b"packets read" in after, f"view: SIGUSR1 said {after}")
    for player in players:
        player.wait()
    print(f"view: table and a call's page at 80 by 24, keys, 5 sizes; {len(sent)} bytes in 3 s; terminal given back by q, "
          f"SIGTERM, SIGINT\n{table}\n{page}")
