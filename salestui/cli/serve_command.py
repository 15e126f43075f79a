"""``salestui serve``: the dashboard for people without a terminal."""

from __future__ import annotations

import argparse
import errno
import os
import sys

from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import opening_of
from salestui.config import Config
from salestui.i18n import _, language
from salestui.plain_text import visible


def run(options: argparse.Namespace, config: Config) -> int:
    """Serve the dashboard until it is interrupted.

    Raises:
        UsageError: the address cannot be listened on, or the options cannot be understood.
        WorkbookError: there is no such workbook.
    """
    opening = opening_of(options, config)  # a mistake is told here, not on every page
    title = opening.workbook.title
    opening.workbook.close()
    from salestui.web.access import Access
    from salestui.web.server import DashboardServer

    access = Access(options.host, options.public_url or "")
    server = DashboardServer(arguments(options), access, options.port, title)
    try:
        server.run(lambda: _tell(title, server.public_url, local=access.is_local))
    except OSError as problem:
        raise _unserved(problem, options.host, options.port) from problem
    return Exit.OK


def arguments(options: argparse.Namespace) -> list[str]:
    """The command that runs the dashboard of one page."""
    valued = {
        "--lang": language(),
        "--period": options.period,
        "--scope": options.scope,
        "--as-of": options.as_of,
        "--fiscal-start": options.fiscal_start,
        "--playbook": options.playbook,
    }
    given = [f"{name}={value}" for name, value in valued.items() if value]
    if options.day_first is not None:
        given.append("--day-first" if options.day_first else "--month-first")
    if options.read_only:
        given.append("--read-only")
    books = [options.path, *options.others]
    return [sys.executable, "-m", "salestui.cli", "open", *given, "--", *books]


def _tell(title: str, url: str, *, local: bool) -> None:
    told = _("{title} is at {url} until ctrl+c.")
    print(told.format(title=visible(title), url=url), file=sys.stderr)
    if not local:
        warned = _(
            "Whoever reaches this address sees the workbook, and edits it unless --read-only is "
            "given: salestui asks for no password, a proxy in front has to."
        )
        print(warned, file=sys.stderr)


def _unserved(problem: OSError, host: str, port: int) -> UsageError:
    if problem.errno == errno.EADDRINUSE:
        text = _("Port {port} on {host} is taken by another program.")
        return UsageError(
            text.format(port=port, host=host), _("Choose another: --port {n}").format(n=port + 1)
        )
    number = problem.errno or 0  # below 0 where a name is not found, which says enough itself
    reason = os.strerror(number) if number > 0 else problem.strerror or str(problem)
    text = _("{host}, port {port} cannot be listened on: {reason}.")
    return UsageError(text.format(host=host, port=port, reason=reason))
