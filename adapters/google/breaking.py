"""Connections that another thread can end while an answer is waited for.

Closing a session leaves a request under way to its timeout; a dashboard that is left cannot wait.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection


class Breakable(HTTPAdapter):
    """Sends requests, and knows the connections that it sends them on."""

    def __init__(self) -> None:
        self._open: WeakSet[HTTPConnection] = WeakSet()
        super().__init__()

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        """As requests does, with connections that are known here."""
        super().init_poolmanager(*given, **named)
        _known(self.poolmanager, self._open)

    def proxy_manager_for(self, *given: Any, **named: Any) -> Any:
        """The same for those by way of a proxy."""
        manager = super().proxy_manager_for(*given, **named)
        _known(manager, self._open)
        return manager

    def break_off(self) -> None:
        """End what is waited for; who waits sees the connection break off."""
        for connection in list(self._open):
            if isinstance(wire := connection.sock, socket.socket):
                with suppress(OSError):
                    socket.socket.shutdown(wire, socket.SHUT_RDWR)  # below TLS, whose state stays


def _known(manager: PoolManager, opened: WeakSet[HTTPConnection]) -> None:
    """Have a manager's connections put into a set once they are made."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            opened.add(self)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            opened.add(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
