"""`python -m sheets_server --port 8099`: the stand-in alone, in memory, on 127.0.0.1."""

import argparse

import uvicorn

from .app import build
from .running import KEEP_ALIVE
from .server import Server


def main() -> None:
    """Serves until interrupted; any bearer token is good."""
    parser = argparse.ArgumentParser(prog="sheets_server", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8099)
    options = parser.parse_args()
    uvicorn.run(
        build(Server()),
        host="127.0.0.1",
        port=options.port,
        log_level="info",
        timeout_keep_alive=KEEP_ALIVE,
    )


if __name__ == "__main__":
    main()
