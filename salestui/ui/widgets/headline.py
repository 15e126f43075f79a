"""The answer in the first second: are we going to make it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Digits, Static

from salestui.i18n import _, joined
from salestui.ui.widgets.charts.bars import TRACK, bar
from salestui.ui.widgets.panel import skeleton
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views import dashboard as views

_TODAY = "┃"
_SEPARATOR = " · "


def progress_bar(share: float | None, expected: float | None, width: int, tone: str) -> Content:
    """Actual of target in exactly ``width`` cells; a mark where it should be by today.

    The bar ends at the target; what lies beyond it is said in words beside.
    """
    if width <= 0:
        return Content("")
    filled = bar(share or 0.0, width).rstrip()
    line = Content.assemble((filled, tone), (TRACK * (width - len(filled)), "$foreground 30%"))
    if expected is None:
        return line
    place = min(round(min(max(expected, 0.0), 1.0) * width), width - 1)
    mark = Content(_TODAY).stylize("bold $foreground")
    return Content.assemble(line[:place], mark, line[place + 1 :])


def words(headline: views.Headline, landing: views.Kpi | None, width: int) -> list[Content]:
    """The answer in words, in two lines: the verdict, and what the bar shows.

    What does not fit on the first line goes to the second, and the landing loses its range first.
    """
    tone = style_of(headline.severity)
    begin = [
        Content(headline.target).stylize("bold"),
        Content(_pace(headline)).stylize(f"bold {tone}".strip()),
    ]
    ahead = _landing(headline, landing)
    further = [headline.per_day, headline.coverage]
    if cell_len(_SEPARATOR.join([*(c.plain for c in begin), ahead])) > width:
        ahead = _landing_short(headline, landing)
    first, left = _filled([c for c in begin if c], [ahead, *further], width)
    second, _none = _filled([], [headline.actual, headline.expected, headline.gap, *left], width)
    return [Content(_SEPARATOR).join(first), Content(_SEPARATOR).join(second)]


def _filled(begin: list[Content], texts: list[str], width: int) -> tuple[list[Content], list[str]]:
    """As many of the texts as fit into the width behind ``begin``, and those that do not."""
    line, left = list(begin), []
    used = sum(c.cell_length + len(_SEPARATOR) for c in line)
    for text in filter(None, texts):
        if used + cell_len(text) <= width:
            line.append(Content(text))
            used += cell_len(text) + len(_SEPARATOR)
        else:
            left.append(text)
    return line, left


def short_line(headline: views.Headline, landing: views.Kpi | None) -> Content:
    """The verdict in one line, for small screens."""
    tone = style_of(headline.severity)
    reached = Content(headline.attainment or headline.actual).stylize(f"bold {tone}".strip())
    texts = [_pace(headline), _landing_short(headline, landing)]
    parts = [Content.assemble(reached, " ", headline.target)]
    parts += [Content(text).stylize(tone) for text in texts[:1] if text]
    parts += [Content(text) for text in texts[1:] if text]
    return Content(_SEPARATOR).join(parts)


def _pace(headline: views.Headline) -> str:
    return joined((headline.pace, headline.word))


def _landing(headline: views.Headline, landing: views.Kpi | None) -> str:
    word = landing.word if landing and headline.landing else ""
    return joined((headline.landing, word))


def _landing_short(headline: views.Headline, landing: views.Kpi | None) -> str:
    if landing is None or not landing.exact or not headline.landing:
        return headline.landing
    return joined((_("landing {money}").format(money=landing.value), landing.word))


class Headline(Widget):
    """Attainment in large digits, the verdict, the bar to the target and its caption."""

    DEFAULT_CSS = """
    Headline {
        layout: horizontal; height: 5; padding: 0 1; background: $surface; color: $foreground;
        border: round $foreground 35%;
        border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $text-muted;
        & > Digits { width: auto; margin-right: 2; text-style: bold; }
        & > Digits.-ok { color: $text-success; }
        & > Digits.-warning { color: $text-warning; }
        & > Digits.-late { color: $text-error; }
        & > Static { width: 1fr; height: 3; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-folded { height: 2; border: none; }
        & > Digits.-none, &.-folded > Digits { display: none; }
        &.-folded > Static { height: 2; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._headline: views.Headline | None = None
        self._landing: views.Kpi | None = None
        self._digits = 0

    def compose(self) -> ComposeResult:
        """Digits and three lines."""
        yield Digits("")
        yield Static("", markup=False)

    def on_mount(self) -> None:
        """The question stands there before the answer."""
        self.border_title = Content(_("Will we make it?"))
        self._write()

    def on_resize(self) -> None:
        """Draw the bar anew."""
        self.call_after_refresh(self._write)

    def fold(self, folded: bool) -> None:
        """Two lines without digits and border, for small screens."""
        self.set_class(folded, "-folded")
        self.call_after_refresh(self._write)

    def put_problems(self, problems: str) -> None:
        """Show what could not be read, in one sentence, or nothing."""
        self.border_subtitle = Content(problems)

    def put_headline(self, headline: views.Headline, landing: views.Kpi | None) -> None:
        """Show this answer; ``landing`` is where it is heading."""
        self._headline, self._landing = headline, landing
        digits = self.query_one(Digits)
        digits.update(headline.attainment)
        digits.set_class(not headline.attainment, "-none")
        for name in ("ok", "warning", "late"):
            digits.set_class(headline.severity == name, f"-{name}")
        count = len(headline.attainment)
        if count != self._digits:  # the digits take room from the lines
            self._digits = count
            self.call_after_refresh(self._write)
        else:
            self._write()

    def _write(self) -> None:
        static = self.query_one(Static)
        width = static.content_size.width
        if width > 0:
            static.update(Content("\n").join(self.text_lines(width)), layout=False)

    def text_lines(self, width: int) -> list[Content]:
        """The lines beside the digits."""
        headline = self._headline
        if headline is None:
            return skeleton(width, 2)
        tone = style_of(headline.severity) or "$text-primary"
        verdict, caption = words(headline, self._landing, width)
        if headline.needs:
            needs = Content(f"{headline.needs} · {headline.hint}").stylize(MUTED)
            known = [headline.actual, headline.growth, _landing_short(headline, self._landing)]
            line, left = _filled([], [*known, headline.pipeline], width)
            further, _none = _filled([], left, width)
            said = [Content(_SEPARATOR).join(line).stylize("bold"), needs]
            if further and not self.has_class("-folded"):
                said.insert(1, Content(_SEPARATOR).join(further))
            return said
        if self.has_class("-folded"):
            room = max(0, width - cell_len(headline.gap) - 1)
            drawn = progress_bar(headline.share, headline.expected_share, room, tone)
            folded = Content.assemble(drawn, " ", (headline.gap, MUTED))
            return [short_line(headline, self._landing), folded]
        drawn = progress_bar(headline.share, headline.expected_share, width, tone)
        return [verdict, drawn, caption]

    def title(self) -> str:
        """What it is."""
        return _("Will we make it?")

    def as_text(self) -> str:
        """The answer in two lines."""
        headline = self._headline
        if headline is None:
            return ""
        lines = [short_line(headline, self._landing), words(headline, self._landing, 80)[1]]
        return "\n".join(line.plain for line in lines)
