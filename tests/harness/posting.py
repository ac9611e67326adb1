"""Posts to a server on this machine, from one client or from many at once."""

import http.client
import itertools
import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
TIMEOUT = 90


@dataclass(frozen=True)
class Post:
    """What one client sends; `headers` override those made of the rest."""

    path: str
    body: bytes = b""
    content_type: str | None = JSON
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back; without a status the connection broke, and `text` says how."""

    status: int | None
    text: str = ""

    @property
    def values(self) -> dict:
        """The values of a JSON answer; nothing if it is none."""
        try:
            values = json.loads(self.text)
        except ValueError:
            return {}
        return values if isinstance(values, dict) else {}


def json_post(path: str, **fields) -> Post:
    return Post(path, json.dumps(fields).encode())


def send(url: str, post: Post, ready: Callable = lambda: None) -> Answer:
    """Send one post; `ready` is called when the connection stands."""
    address = urlsplit(url)
    if address.hostname != "127.0.0.1":
        raise ValueError(f"{url} is not on this machine")
    connection = http.client.HTTPConnection(
        address.hostname, address.port, timeout=TIMEOUT
    )
    headers = {"Content-Type": post.content_type} if post.content_type else {}
    try:
        connection.connect()
        ready()
        connection.request("POST", post.path, post.body, {**headers, **post.headers})
        response = connection.getresponse()
        return Answer(response.status, response.read().decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, repr(error))
    finally:
        connection.close()


def send_at_once(url: str, posts: list[Post]) -> list[Answer]:
    """Send every post on its own connection, all in the same moment."""
    barrier = threading.Barrier(len(posts), timeout=TIMEOUT)
    return _in_threads(
        len(posts), posts, lambda post: send(url, post, ready=barrier.wait)
    )


def send_all(
    url: str, posts: list[Post], clients: int, until: threading.Event | None = None
) -> list[Answer | None]:
    """Send all posts from so many clients, each one after the other.

    Once `until` is set nothing more is sent; what was not has no answer, ``None``.
    """

    def send_one(post):
        return None if until and until.is_set() else send(url, post)

    return _in_threads(clients, posts, send_one)


def send_and_kill(
    server, posts: list[Post], clients: int, moment: Callable[[], None]
) -> list[Post]:
    """Kill a server while it is sent posts, and start it again.

    :param moment: returns when it is to be killed.
    :return: the posts that were not answered.
    """
    stop = threading.Event()
    answers: list[Answer | None] = []
    load = threading.Thread(
        target=lambda: answers.extend(send_all(server.url, posts, clients, until=stop))
    )
    load.start()
    moment()
    server.kill()
    stop.set()
    load.join()
    server.start()
    return [
        post
        for post, answer in zip(posts, answers, strict=True)
        if answer is None or answer.status != 200
    ]


def _in_threads(count: int, items: Iterable, work: Callable) -> list:
    """Results in the order of the items; each thread takes the next one."""
    items = list(items)
    results: list = [None] * len(items)
    errors: list[BaseException] = []
    numbers = itertools.count()

    def run():
        try:
            # next() on a count is atomic: no two threads get the same number
            while (number := next(numbers)) < len(items):
                results[number] = work(items[number])
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
