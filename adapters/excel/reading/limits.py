"""Limits of the processes that look into workbooks."""

from __future__ import annotations


def limit_process(memory: int, seconds: int | None = None) -> None:
    """Let this process have at most so many bytes of address space and seconds of a processor.

    Windows knows no such limits; there the guard of packages and the parent's patience have to do.
    """
    try:
        import resource
    except ImportError:
        return
    limits = {resource.RLIMIT_AS: memory}
    if seconds is not None:
        limits[resource.RLIMIT_CPU] = seconds
    for kind, wanted in limits.items():
        _, hard = resource.getrlimit(kind)
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, hard))
