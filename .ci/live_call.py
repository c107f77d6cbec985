"""The part `call` of .ci/live: a real call, aiortc to aiortc, watched live beside one of them, with loss on the way."""
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 20
LOSS_PERCENT = 4


class Peer:
    def __init__(self, namespace, role, stats):
        self.stats = stats
        self.process = namespace.start(
            sys.executable, f"{HERE}/live_peer.py", role, stats, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"a client of the call ended with {self.process.wait(10)}")
        return json.loads(line)

    def say(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()


def network(Namespace):
    """Two networks with a router between that loses packets both ways."""
    here, router, there = Namespace("cwcalla"), Namespace("cwcallr"), Namespace("cwcallb")
    for number, (end, name) in enumerate(((here, "left0"), (there, "right0")), 1):
        end.connect("tap0", router, name)
        end("ip", "address", "add", f"10.91.{number}.2/24", "dev", "tap0")
        router("ip", "address", "add", f"10.91.{number}.1/24", "dev", name)
        end("ip", "route", "add", "default", "via", f"10.91.{number}.1")
    router("sysctl", "-qw", "net.ipv4.ip_forward=1")
    router("nft", "-f", "-", input=f"""table inet loss {{
        chain forward {{
            type filter hook forward priority 0;
            meta l4proto udp numgen random mod 100 < {LOSS_PERCENT} counter drop
        }}
    }}""".encode())
    return here, there


def first_frame(live, deadline):
    """When the first frame with media received was written."""
    while time.time() < deadline:
        for event in live.events("telnyx.stats.frame"):
            if event["data"]["packetsReceived"]:
                return time.time(), event
        time.sleep(0.05)
    return None, None


def check(binary, work, Namespace, Live, expect):
    here, there = network(Namespace)
    live = Live(binary, there, "tap0", os.path.join(work, "call"), "-o", "reports/", "-w", "F.pcapng", "--interval", "1")
    a, b = (Peer(end, role, os.path.join(work, f"{role}.json")) for end, role in ((here, "offer"), (there, "answer")))
    b.say(a.hear())
    a.say(b.hear())
    seen, frame = first_frame(live, time.time() + 30)
    if not expect(seen, "call: no frame with media within 30 s"):
        return
    time.sleep(SECONDS)
    for peer in (a, b):
        peer.say({"stop": True})
    for peer in (a, b):
        peer.hear()
        peer.process.wait(20)
    time.sleep(1)
    code = live.stop()
    expect(code == 0 and live.errors == "", f"call: exit code {code}: {live.errors}")
    reports = list(live.reports().values())
    if not expect(len(reports) == 1, f"call: {len(reports)} reports"):
        return
    network_part = json.loads(reports[0])["data"]["network"]
    began = min(stream["first_seen"] for stream in network_part["streams"])
    # One interval, and what polling its file takes.
    expect(seen - began < 1 + 0.5, f"call: the first frame came {seen - began:.2f} s after the first media")
    frames = live.events("telnyx.stats.frame")
    expect(len(frames) >= SECONDS, f"call: {len(frames)} frames in {SECONDS} s")
    print(f"call: first frame {seen - began:.2f} s after the first media, {len(frames)} frames, "
          f"findings {[finding['code'] for finding in network_part['findings']]}")
    for peer, name in ((a, "far from the tap"), (b, "beside the tap")):
        done = subprocess.run(
            [binary, "compare", "-q", "--format", "ndjson", live.path("F.pcapng"), "--client-report", peer.stats],
            stdout=subprocess.PIPE, check=False)
        if not expect(done.returncode == 0, f"call: exit code {done.returncode} comparing the client {name}"):
            continue
        comparison = json.loads(done.stdout)
        verdicts = {field["field"]: field["verdict"] for field in comparison["fields"]}
        for field in ("audio.inbound.packetsReceived", "audio.inbound.packetsLost", "audio.outbound.packetsSent"):
            wanted = ("agree",) if peer is b else ("agree", "explained")
            expect(verdicts.get(field) in wanted, f"call: {field} of the client {name}: {verdicts.get(field)}")
        expect("disagree" not in verdicts.values(), f"call: {verdicts}")
        print(f"call, client {name}: {comparison['verdict']}: "
              + ", ".join(f"{field} {verdict}" for field, verdict in verdicts.items()))
