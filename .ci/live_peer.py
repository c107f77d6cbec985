"""One end of a real call: aiortc, with a tone as its microphone. Lines of JSON on stdin and stdout are its signalling.

    live_peer.py offer|answer STATS

Writes its own session description, takes the other's, talks until a line says "stop", and leaves its getStats of every second
in STATS, as a browser page would collect them.
"""
import asyncio
import json
import math
import struct
import sys
import time

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaBlackhole
from aiortc.mediastreams import AudioStreamTrack
from av import AudioFrame

RATE = 48000
SAMPLES = 960


class Tone(AudioStreamTrack):
    """440 Hz that swells and fades, 20 ms at a time."""

    def __init__(self):
        super().__init__()
        self.sent = 0
        self.start = None

    async def recv(self):
        self.start = self.start or time.monotonic()
        await asyncio.sleep(max(0, self.start + self.sent * SAMPLES / RATE - time.monotonic()))
        first = self.sent * SAMPLES
        level = 8000 * (1 + math.sin(self.sent / 40))
        tone = [int(level * math.sin(2 * math.pi * 440 * (first + n) / RATE)) for n in range(SAMPLES)]
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(struct.pack(f"<{SAMPLES}h", *tone))
        frame.sample_rate = RATE
        frame.pts = first
        self.sent += 1
        return frame


def say(**message):
    print(json.dumps(message), flush=True)


async def main(role, path):
    loop = asyncio.get_running_loop()

    async def hear():
        return json.loads(await loop.run_in_executor(None, sys.stdin.readline) or '{"stop": true}')

    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    peer.addTrack(Tone())
    sink = MediaBlackhole()
    peer.on("track", sink.addTrack)
    if role == "offer":
        await peer.setLocalDescription(await peer.createOffer())
        say(type="offer", sdp=peer.localDescription.sdp)
        await peer.setRemoteDescription(RTCSessionDescription(**await hear()))
    else:
        await peer.setRemoteDescription(RTCSessionDescription(**await hear()))
        await peer.setLocalDescription(await peer.createAnswer())
        say(type="answer", sdp=peer.localDescription.sdp)
    await sink.start()

    stats = []

    async def poll(tag):
        report = await peer.getStats()
        values = [dict(vars(entry)) for entry in report.values()]
        for value in values:
            for key in ("timestamp", "remoteTimestamp"):
                if value.get(key) is not None:
                    value[key] = value[key].timestamp() * 1000
        stats.append({"t": time.time() * 1000, "tag": tag, "report": values})

    async def polls():
        while True:
            await asyncio.sleep(1)
            await poll("tick")

    polling = asyncio.ensure_future(polls())
    while not (await hear()).get("stop"):
        pass
    polling.cancel()
    await poll("final")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"ua": "aiortc", "stats": stats, "sdp": [peer.localDescription.sdp]}, file)
    say(done=True)
    await peer.close()
    await sink.stop()


asyncio.run(main(*sys.argv[1:]))
