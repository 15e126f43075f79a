"""The ASGI application: routes, tokens, JSON in and out, errors."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from . import collaborator, drive, permissions, sheets_api
from .call import Call, query_of
from .control import SWITCHES
from .errors import ApiError, invalid, quota_exceeded, unauthenticated
from .faults import Fault, FaultMiddleware
from .fieldmask import parse_mask, prune
from .server import Server

Handler = Callable[[Call], Any]
Endpoint = Callable[[Request], Awaitable[Response]]

_BOOK = "/v4/spreadsheets/{id}"
_VALUES = _BOOK + "/values"
_FILE = "/drive/v3/files/{id}"
# Longer endings come first: a range may be any text.
ROUTES: list[tuple[str, str, Handler]] = [
    ("POST", "/v4/spreadsheets", sheets_api.create),
    ("POST", _BOOK + ":batchUpdate", sheets_api.batch_update),
    ("POST", _BOOK + ":getByDataFilter", sheets_api.get_by_filter),
    ("GET", _VALUES + ":batchGet", sheets_api.values_batch_get),
    ("POST", _VALUES + ":batchUpdate", sheets_api.values_batch_update),
    ("POST", _VALUES + ":batchClear", sheets_api.values_batch_clear),
    ("POST", _VALUES + ":batchGetByDataFilter", sheets_api.values_batch_get_by_filter),
    ("POST", _VALUES + ":batchUpdateByDataFilter", sheets_api.values_batch_update_by_filter),
    ("POST", _VALUES + ":batchClearByDataFilter", sheets_api.values_batch_clear_by_filter),
    ("POST", _VALUES + "/{range:path}:append", sheets_api.values_append),
    ("POST", _VALUES + "/{range:path}:clear", sheets_api.values_clear),
    ("GET", _VALUES + "/{range:path}", sheets_api.values_get),
    ("PUT", _VALUES + "/{range:path}", sheets_api.values_update),
    ("POST", _BOOK + "/sheets/{sheet:int}:copyTo", sheets_api.copy_sheet),
    ("POST", _BOOK + "/developerMetadata:search", sheets_api.developer_metadata_search),
    ("GET", _BOOK + "/developerMetadata/{metadata}", sheets_api.developer_metadata_get),
    ("GET", _BOOK, sheets_api.get),
    ("GET", "/drive/v3/about", drive.about),
    ("GET", "/drive/v3/changes/startPageToken", drive.changes_start),
    ("GET", "/drive/v3/changes", drive.changes_list),
    ("GET", "/drive/v3/files", drive.files_list),
    ("POST", "/drive/v3/files", drive.files_create),
    ("GET", _FILE, drive.files_get),
    ("PATCH", _FILE, drive.files_update),
    ("DELETE", _FILE, drive.files_delete),
    ("POST", _FILE + "/copy", drive.files_copy),
    ("GET", _FILE + "/export", drive.files_export),
    ("GET", _FILE + "/permissions", permissions.listed),
    ("POST", _FILE + "/permissions", permissions.create),
    ("GET", _FILE + "/permissions/{permission}", permissions.get),
    ("PATCH", _FILE + "/permissions/{permission}", permissions.update),
    ("DELETE", _FILE + "/permissions/{permission}", permissions.delete),
    ("GET", _FILE + "/comments", drive.comments_list),
    ("POST", _FILE + "/comments", drive.comments_create),
    ("PUT", "/upload/drive/v2/files/{id}", drive.upload_csv),
]
# Calls by POST that only read.
_READS = (":batchGetByDataFilter", ":getByDataFilter", ":search")


def build(server: Server) -> ASGIApp:
    """The application on the given state."""

    def somebody_else(fault: Fault) -> None:
        with server.turn:
            collaborator.act(server.store, fault.id or "", fault.steps)

    routes = [
        Route(path, _endpoint(server, handler), methods=[method])
        for method, path, handler in ROUTES
    ]
    routes.append(Route("/_server/{switch}", _switches(server), methods=["GET", "POST", "DELETE"]))
    routes.append(Route("/token", _token(server), methods=["POST"]))
    routes.append(Route("/auth", _consent, methods=["GET"]))

    def spoiled(scope: Scope, kind: str) -> None:
        request = Request(scope)
        agent = request.headers.get("user-agent", "")
        server.note(request.method, request.url.path, agent, query="", fault=kind)

    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=200)],
        exception_handlers={HTTPException: _unknown},
    )
    # Outside of Starlette, whose own middleware hides the connection.
    return FaultMiddleware(app, server.faults, somebody_else, spoiled)


def _endpoint(server: Server, handler: Handler) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        raw = await request.body()
        query = query_of(request.query_params.multi_items())
        with server.turn:
            try:
                answer = _called(server, handler, request, raw, query)
                status = 200
            except ApiError as error:
                answer, status = error.body(), error.code
            file = server.store.files.get(str(request.path_params.get("id")))
            server.note(
                request.method,
                request.url.path,
                request.headers.get("user-agent", ""),
                query=request.url.query,
                status=status,
                body=len(raw),
                version=file.version if file else 0,
            )
        if isinstance(answer, tuple):
            return Response(answer[0], media_type=answer[1])
        if answer is None:
            return Response(status_code=204)
        return _json(answer, status, pretty=query.get("prettyPrint") is not False)

    return endpoint


def _called(
    server: Server, handler: Handler, request: Request, raw: bytes, query: dict[str, Any]
) -> Any:
    path = request.url.path
    is_drive = "/drive/" in path
    writes = request.method != "GET" and not path.endswith(_READS)
    fault = getattr(request.state, "fault", "")
    header = request.headers.get("authorization")
    key = query.get("key") or request.headers.get("x-goog-api-key")
    server.tokens.check(header, key, drive=is_drive, writes=writes)
    if fault == "expired":
        raise unauthenticated(drive=is_drive)
    kind = "Write" if writes else "Read"
    if fault == "429":
        raise quota_exceeded(kind)
    if not is_drive:
        server.spend(kind)
    call = Call(
        store=server.store,
        path=request.path_params,
        query=query,
        ranges=request.query_params.getlist("ranges"),
        json=_parsed(raw, request),
        raw=raw,
        content_type=request.headers.get("content-type", ""),
    )
    try:
        answer = handler(call)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # Fields of the wrong type, as the service's own JSON reader refuses them.
        raise invalid(f"Invalid JSON payload received. {type(error).__name__}: {error}") from error
    if query.get("fields") and isinstance(answer, dict):
        return prune(answer, parse_mask(str(query["fields"])))
    return answer


def _parsed(raw: bytes, request: Request) -> Any:
    if not raw or "json" not in request.headers.get("content-type", "json"):
        return None
    try:
        return json.loads(raw, parse_constant=_no_constant, object_pairs_hook=_object)
    except ValueError as error:
        raise invalid(f"Invalid JSON payload received. {error}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A field that is null is a field that is not there; in lists null has its meaning."""
    return {name: value for name, value in pairs if value is not None}


def _no_constant(name: str) -> Any:
    raise ValueError(f"Unexpected token. {name}")


def _json(answer: Any, status: int = 200, *, pretty: bool = True) -> Response:
    """As the service writes JSON: in lines unless asked not to, text as it is."""
    if pretty:
        text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    else:
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n"
    headers = {"Cache-Control": "private", "Vary": "Origin, X-Origin, Referer"}
    # No surrogate can be written as UTF-8; the service answers U+FFFD in its place.
    body = text.encode("utf-8", "replace")
    return Response(body, status, headers, media_type="application/json; charset=UTF-8")


def _switches(server: Server) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        switch = SWITCHES.get((request.method, request.path_params["switch"]))
        raw = await request.body()
        try:
            if switch is None:
                raise ApiError(404, f"No switch {request.method} {request.url.path}")
            given = json.loads(raw) if raw else {}
            with server.turn:
                return _json(switch(server, given))
        except ApiError as error:
            return _json(error.body(), error.code)
        except (KeyError, TypeError, ValueError) as error:
            return _json(invalid(f"{type(error).__name__}: {error}").body(), 400)

    return endpoint


def _token(server: Server) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        status, answer = server.tokens.grant(form)
        agent = request.headers.get("user-agent", "")
        server.note("POST", "/token", agent, query="", status=status)
        return _json(answer, status)

    return endpoint


async def _consent(request: Request) -> Response:
    """The page where the user says yes: here it always does, at once."""
    query = request.query_params
    target = query.get("redirect_uri", "")
    if not target.startswith(("http://127.0.0.1", "http://localhost")):
        return _json(invalid("redirect_uri must be on this machine").body(), 400)
    answer = {"code": "4/demo", "state": query.get("state", ""), "scope": query.get("scope", "")}
    return RedirectResponse(f"{target}?{urlencode(answer)}", 302)


async def _unknown(request: Request, error: Exception) -> Response:
    """Nothing here is half done: what is not known says so."""
    message = f"{request.method} {request.url.path} is not known to this stand-in."
    return _json(ApiError(501, message).body(), 501)
