"""A web server on this computer that hands out files, and can be told to misbehave as real ones do."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


class ModelServer:
    """Serves `files` (name to contents). A context manager; `url` is where."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.knows_ranges = True
        self.says_length = True
        self.dies_after: int | None = None  # bytes of an answer after which the connection is cut
        self.deaths = 10**6  # how often it dies
        self.asked: list[tuple[str, str]] = []  # (name, Range header) of each request
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(outer) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = self.path.rpartition("/")[2]
                wanted = self.headers.get("Range", "")
                outer.asked.append((name, wanted))
                if name not in outer.files:
                    self.send_error(404)
                    return
                self._send(outer.files[name], wanted)

            def _send(self, contents: bytes, wanted: str) -> None:
                begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and outer.knows_ranges else 0
                if begin and begin >= len(contents):
                    self.send_response(416)
                    self.send_header("Content-Range", f"bytes */{len(contents)}")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(206 if begin else 200)
                if begin:
                    self.send_header("Content-Range", f"bytes {begin}-{len(contents) - 1}/{len(contents)}")
                if outer.says_length:
                    self.send_header("Content-Length", str(len(contents) - begin))
                else:
                    self.send_header("Connection", "close")
                self.end_headers()
                self._send_body(contents[begin:])

            def _send_body(self, body: bytes) -> None:
                self.close_connection = not outer.says_length
                if outer.dies_after is not None and outer.deaths > 0 and len(body) > outer.dies_after:
                    outer.deaths -= 1
                    body = body[: outer.dies_after]
                    self.close_connection = True
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler
