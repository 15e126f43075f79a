"""The stand-in on a port of its own in a thread, and a gspread client that talks to it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gspread
import uvicorn
from google.oauth2.credentials import Credentials

from .app import build
from .server import Server

SHEETS = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com"
TIMEOUT = 10.0
# Seconds; clients that think between requests keep their connection.
KEEP_ALIVE = 120


@dataclass(frozen=True)
class Running:
    """`base` is the address; `server` may be looked into and switched directly."""

    base: str
    server: Server

    def client(self, token: str = "demo") -> gspread.Client:
        """The real gspread client, its endpoints replaced, nothing else."""
        return gspread.Client(Credentials(token=token), http_client=endpoint_client(self.base))


def endpoint_client(base: str) -> type[gspread.HTTPClient]:
    """gspread's HTTP client with both of Google's hosts at `base`."""

    class EndpointClient(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
            here = endpoint.replace(SHEETS, base).replace(DRIVE, base)
            return super().request(method, here, *args, **kwargs)

    return EndpointClient


@contextmanager
def running(server: Server | None = None) -> Iterator[Running]:
    """Serves on a free port of 127.0.0.1 until the block ends."""
    state = server or Server()
    # Named as TCP, or asyncio leaves Nagle's delay of 40 ms on each answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    config = uvicorn.Config(
        build(state), log_level="error", lifespan="off", timeout_keep_alive=KEEP_ALIVE
    )
    host = uvicorn.Server(config)
    thread = threading.Thread(target=host.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield Running(f"http://127.0.0.1:{listening.getsockname()[1]}", state)
    finally:
        host.should_exit = True
        thread.join(TIMEOUT)
        listening.close()
