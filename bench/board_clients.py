"""Open boards without a browser: they hear and ask what `static/src/board` would.

A process of its own, so that the work of the clients is not that of the measuring one.
It reads one line of JSON (see `Options`), says ``ready``, and answers each line
``report`` with what happened since the last one.
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field

import aiohttp

WEBSOCKET_VERSION = "19.0-2"


@dataclass
class Options:
    """`pace` are the constants of the gatherer, in milliseconds.

    `sessions` are the keys of the logged-in users, one a board, `users` their ids.
    `read` is what a board sends to ask for cards, at `cards`, a path of the process
    that has the websockets. Each `desk_each`th board has the
    inquiry `held` open as well, and asks who else has within `claim_spread`
    milliseconds.
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
    held: int
    desk_each: int
    claim_spread: float


@dataclass
class Heard:
    """What happened at all boards; moments in seconds since 1970."""

    messages: int = 0
    requests: int = 0
    errors: list[str] = field(default_factory=list)
    reads: list[tuple] = field(default_factory=list)  # (board, begun, took, cards)
    counts: int = 0
    # {inquiry: {board: moment}}
    shown: dict[int, dict[int, float]] = field(default_factory=dict)
    # (board, where, moment, whether somebody has the inquiry open)
    claims: list[tuple] = field(default_factory=list)


class Board:
    """One board: hears the bus, gathers, reads."""

    def __init__(self, number, options, client, heard):
        self.number, self.options = number, options
        self.client, self.heard = client, heard
        self.cookies = {"session_id": options.sessions[number]}
        self.is_desk = number % options.desk_each == 0
        self.changed = {}
        self.next_at = self.counted_at = 0.0
        self.reading = self.counting = None
        self.asking = set()

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
        self.changed |= dict.fromkeys(payload["ids"], payload["key"])
        if not self.reading:
            self.reading = asyncio.create_task(self.read())
        if not self.counting and self.options.users[self.number] in payload["owners"]:
            self.counting = asyncio.create_task(self.count())
        if self.is_desk and self.options.held in payload["ids"]:
            asked = asyncio.create_task(self.who_else())
            self.asking.add(asked)
            asked.add_done_callback(self.asking.discard)

    async def read(self):
        """As gatherer.js and live_board.js do."""
        pace = self.options.pace
        while self.changed:
            soon = (pace["SOONEST"] + random.random() * pace["SPREAD"]) / 1000
            await asyncio.sleep(max(soon, self.next_at - time.time()))
            changed, self.changed = self.changed, {}
            begun = time.time()
            found = await self.ask(
                f"{self.options.websocket}{self.options.cards}",
                {**self.options.read, "changes": list(changed.items())},
            )
            if found is None:  # not now
                self.changed = {**changed, **self.changed}
            else:
                self.show(found, begun, changed)
            self.next_at = time.time() + pace["PAUSE"] / 1000
        self.reading = None

    def show(self, found, begun, changed):
        now = time.time()
        self.heard.reads.append((self.number, begun, now - begun, len(changed)))
        for record in found:
            first = self.heard.shown.setdefault(record["id"], {})
            first.setdefault(self.number, now)
            if record["id"] == self.options.held:
                self.claimed("card", record["claim_note"])

    def claimed(self, where, names):
        self.heard.claims.append((self.number, where, time.time(), bool(names)))

    async def who_else(self):
        """As claim_service.js does."""
        await asyncio.sleep(random.random() * self.options.claim_spread / 1000)
        self.claimed("desk", await self.call("claim_others", [[self.options.held]]))

    async def count(self):
        """As waiting_service.js does."""
        wait = self.counted_at + self.options.counts_every - time.time()
        await asyncio.sleep(max(0, wait))
        self.counting, self.counted_at = None, time.time()
        self.heard.counts += 1
        await self.call("medspa_waiting_counts", [])

    async def call(self, method, args, kwargs=None):
        return await self.ask(
            f"{self.options.http}/web/dataset/call_kw/crm.lead/{method}",
            {
                "model": "crm.lead",
                "method": method,
                "args": args,
                "kwargs": kwargs or {},
            },
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
