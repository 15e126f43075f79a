"""The templates of reports: the user's own go before those that come with salestui.

``KIND.FORMAT.j2`` (``weekly.md.j2``) is taken for a report where there is one, else
``report.FORMAT.j2``. A template gets ``document`` (``salestui.views.documents.document``) and may
use the filters below; it extends ours by ``{% extends "salestui/report.md.j2" %}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.reports.errors import TemplateFault
from salestui.views.documents.document import Document
from salestui.views.documents.texts import figure_text, is_number, totals, value_text
from salestui.views.formats import Style, not_available
from salestui.views.states import State

_MARKS = {State.NEUTRAL: "", State.OK: "✓", State.WARNING: "!", State.LATE: "‼"}


def rendered(document: Document, form: str, templates: Path | None, **further: object) -> str:
    """The document by its template, in its own language.

    Args:
        form: the ending of the template's name: ``md`` or ``html``.
        templates: the user's folder of templates; need not exist.
        further: what the templates of this form use besides.

    Raises:
        TemplateFault: the user's template is wrong.
    """
    environment = _environment(document, form, templates)
    names = [f"{document.kind}.{form}.j2", f"report.{form}.j2"]
    try:
        return environment.select_template(names).render(document=document, **further)
    except TemplateFault:
        raise
    except TemplateSyntaxError as problem:
        where = f"{problem.filename or problem.name}:{problem.lineno}"
        raise _fault(f"{where}: {problem.message}", templates) from problem
    except TemplateNotFound as problem:
        reason = _("there is no template {name}").format(name=problem.name)
        raise _fault(f"{_place_of(problem, templates)}: {reason}", templates) from problem
    except Exception as problem:  # a template computes: it can fail in any way
        where = _place_of(problem, templates)
        if not where:
            raise  # not of the user's making
        reason = str(problem) or type(problem).__name__
        raise _fault(f"{where}: {reason}", templates) from problem


def _fault(message: str, templates: Path | None) -> TemplateFault:
    return TemplateFault(
        message, _("Mend the template, or take it out of {folder}.").format(folder=templates)
    )


def _environment(document: Document, form: str, templates: Path | None) -> SandboxedEnvironment:
    style = Style(document.language, document.symbol)
    ours = PackageLoader("templates", "reports")
    loaders: list[BaseLoader] = [ours, PrefixLoader({"salestui": ours})]
    if templates is not None:
        loaders.insert(0, _UserTemplates(templates))
    environment = SandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=form == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_filters(style))
    environment.globals.update(_=_, n_a=not_available())
    environment.tests["number"] = is_number
    return environment


def _filters(style: Style) -> Mapping[str, Any]:
    """Such as ``value|told(form)``, ``table|totals``, ``state|mark``, ``text|md``."""
    return {
        "told": lambda value, form: visible(value_text(value, form, style)),
        "compact": lambda value, form: figure_text(value, form, style),
        "day": style.day,
        "totals": totals,
        "kind": lambda block: type(block).__name__.lower(),
        "mark": lambda state: _MARKS[state],
        "visible": visible,
        "md": _markdown,
    }


_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#]|(?<=:)//|(?<=\bwww)\.|^[-+=]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What Markdown reads as more than text: marks and links, what begins a list or underlines."""


def _markdown(text: str) -> str:
    """A text of which Markdown makes nothing but the text, in one line."""
    escaped = _SPECIAL.sub(r"\\\g<0>", visible(" ".join(text.split())))
    return _NUMBERED.sub(r"\1\\\2", escaped)


def _place_of(problem: BaseException, templates: Path | None) -> str:
    """The file and line of the user's template in which something went wrong; empty for none."""
    place, trace = "", problem.__traceback__
    while trace is not None and templates is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(templates):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


class _UserTemplates(FileSystemLoader):
    """The user's folder; a file in it that is no text, or must not be read, is named."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        file = self._folder / template
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:  # which is an OSError too
            raise
        except UnicodeDecodeError as problem:
            raise _fault(f"{file}: {_('this is no text in UTF-8')}", self._folder) from problem
        except OSError as problem:
            raise _fault(f"{file}: {problem.strerror}", self._folder) from problem
