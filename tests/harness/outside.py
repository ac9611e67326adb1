"""What the server under test asks the world outside of this machine."""

import socketserver
import threading

REFUSED = (
    b"HTTP/1.1 502 Nothing Leaves\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
)
NAMES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
HERE = "127.0.0.1,localhost"


class Outside:
    """A proxy that lets nothing through and remembers who was asked for.

    `asked` holds a host for each attempt, and `env` is what makes a process use it. Use
    it as a context manager.
    """

    def __init__(self):
        self.asked: list[str] = []
        self._server = socketserver.ThreadingTCPServer(
            ("127.0.0.1", 0), self._handler()
        )
        self._server.daemon_threads = True
        proxy = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.env = dict.fromkeys(NAMES, proxy) | {"NO_PROXY": HERE, "no_proxy": HERE}

    def _handler(self):
        asked = self.asked

        class Refuse(socketserver.StreamRequestHandler):
            def handle(self):
                words = self.rfile.readline().decode("latin-1").split()
                if len(words) > 1:
                    host = words[1].split("://")[-1].split("/")[0]
                    asked.append(host.rpartition(":")[0] or host)
                while self.rfile.readline().strip():
                    pass
                self.wfile.write(REFUSED)

        return Refuse

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self._server.shutdown()
        self._server.server_close()
