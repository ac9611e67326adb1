"""Open boards without a browser: they hear and ask what `static/src/board` would.

A process of its own, so that the work of a hundred clients is not that of the measuring
one. It reads one line of JSON (see `Options`), says ``ready``, and answers each line
``report`` with what happened since the last one.
"""

import asyncio
import json
import math
import random
import sys
import time
from dataclasses import dataclass, field

import aiohttp

WEBSOCKET_VERSION = "19.0-2"


@dataclass
class Options:
    """`pace` are the constants of the gatherer, in milliseconds but `USUAL`.

    `sessions` are the keys of the logged-in users, one a board, `users` their ids.
    `read` is what a board sends to ask for cards, at `cards`, a path of the process
    that has the websockets.
    """

    http: str
    websocket: str
    origin: str
    sessions: list[str]
    users: list[int]
    last: int
    read: dict
    cards: str
    pace: dict
    counts_every: float


@dataclass
class Heard:
    """What happened at all boards; moments in seconds since 1970."""

    messages: int = 0
    requests: int = 0
    errors: list[str] = field(default_factory=list)
    reads: list[tuple] = field(default_factory=list)  # (board, begun, took, cards)
    refused: int = 0
    counts: int = 0
    # {inquiry: {board: moment}}
    shown: dict[int, dict[int, float]] = field(default_factory=dict)


class Board:
    """One board: hears the bus, gathers, reads."""

    def __init__(self, number, options, client, heard):
        self.number, self.options = number, options
        self.client, self.heard = client, heard
        self.cookies = {"session_id": options.sessions[number]}
        self.changed: dict[int, str] = {}
        self.next_at = self.counted_at = self.heard_at = self.needed = 0.0
        self.quickest = math.inf
        self.busy = False
        self.reading = self.counting = None

    async def listen(self, ready):
        options = self.options
        async with self.client.ws_connect(
            f"{options.websocket}/websocket?version={WEBSOCKET_VERSION}",
            headers=self._headers(Origin=options.origin),
        ) as socket:
            subscription = {"channels": [], "last": options.last}
            await socket.send_json({"event_name": "subscribe", "data": subscription})
            await ready()
            async for message in socket:
                for one in json.loads(message.data):
                    if one["message"]["type"] == "medspa.inquiry":
                        self.hear(one["message"]["payload"])
            self.heard.errors.append(f"the line broke: {socket.close_code}")

    def _headers(self, **more):
        return {"Cookie": f"session_id={self.cookies['session_id']}", **more}

    def hear(self, payload):
        self.heard.messages += 1
        now = time.time()
        if not self.changed:
            self.busy = now - self.heard_at < self.options.pace["BUSY"] / 1000
        self.heard_at = now
        self.changed |= dict.fromkeys(payload["ids"], payload["key"])
        if not self.reading:
            self.reading = asyncio.create_task(self.read())
        if not self.counting and self.options.users[self.number] in payload["owners"]:
            self.counting = asyncio.create_task(self.count())

    async def read(self):
        """As gatherer.js and live_board.js do."""
        pace = self.options.pace
        while self.changed:
            spread = pace["BUSY_SPREAD" if self.busy else "SPREAD"]
            soon = (pace["SOONEST"] + random.random() * spread) / 1000
            await asyncio.sleep(max(soon, self.next_at - time.time()))
            changed, self.changed = list(self.changed.items()), {}
            begun = time.time()
            found = await self.ask(
                f"{self.options.websocket}{self.options.cards}",
                {**self.options.read, "changes": changed},
            )
            now = time.time()
            if found is None:  # not now
                self.heard.refused += 1
                self.changed = {**dict(changed), **self.changed}
                wait = pace["PAUSE"] * (0.5 + random.random())
                self.next_at = begun + wait / 1000
                continue
            self.heard.reads.append((self.number, begun, now - begun, len(changed)))
            for record in found:
                first = self.heard.shown.setdefault(record["id"], {})
                first.setdefault(self.number, now)
            self.next_at = begun + self.pause((now - begun) * 1000) / 1000
        self.reading = None

    def pause(self, needed):
        """Milliseconds; the same sum as in gatherer.js."""
        pace = self.options.pace
        self.quickest = max(pace["QUICK"], min(self.quickest, needed))
        self.needed = (self.needed + needed) / 2
        slow = self.needed / (pace["USUAL"] * self.quickest)
        pause = min(pace["PAUSE"] * slow**2, pace["LONGEST"])
        return max(pace["PAUSE"], pause * (0.5 + random.random()))

    async def count(self):
        """As waiting_service.js does."""
        wait = self.counted_at + self.options.counts_every - time.time()
        await asyncio.sleep(max(0, wait))
        self.counting, self.counted_at = None, time.time()
        self.heard.counts += 1
        method = "medspa_waiting_counts"
        await self.ask(
            f"{self.options.http}/web/dataset/call_kw/crm.lead/{method}",
            {"model": "crm.lead", "method": method, "args": [], "kwargs": {}},
        )

    async def ask(self, url, params):
        self.heard.requests += 1
        try:
            async with self.client.post(
                url,
                json={"jsonrpc": "2.0", "method": "call", "params": params, "id": 1},
                headers=self._headers(),
            ) as response:
                if response.status != 200:  # a browser takes it for a lost connection
                    return None
                answer = await response.json()
        except aiohttp.ClientError as error:
            self.heard.errors.append(repr(error))
            return None
        if "error" in answer:
            self.heard.errors.append(str(answer["error"]["data"]["message"]))
        return answer.get("result")


async def main():
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    protocol = asyncio.StreamReaderProtocol(lines)
    await loop.connect_read_pipe(lambda: protocol, sys.stdin)
    options = Options(**json.loads(await lines.readline()))
    heard = Heard()
    connected = asyncio.Semaphore(0)

    async def ready():
        connected.release()

    # a browser keeps its line; without one aiohttp would queue
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar()
    ) as client:
        boards = [
            Board(number, options, client, heard)
            for number in range(len(options.sessions))
        ]
        tasks = []
        for board in boards:
            task = asyncio.create_task(board.listen(ready))
            tasks.append(task)
            await connected.acquire()
        say("ready")
        while await lines.readline():
            say(json.dumps(heard.__dict__))
            heard.__init__()
        for task in tasks:
            task.cancel()


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
