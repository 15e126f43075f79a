"""The summary sheet: what teams build beside the list, as formulas with their values and charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sample_workbooks import AS_OF
from sample_workbooks.figures import Figures, past_months, team_reps
from sample_workbooks.reps import REPS
from sample_workbooks.sheets import Styles
from sample_workbooks.vocabulary import Vocabulary

_PAST = ((2025, 7), (2025, 10), (2026, 1), (2026, 4), (2026, 7))
_QUARTERS = tuple(date(year, month, 1) for year, month in _PAST)
_NOW = date(2026, 10, 1)
_OPEN_STAGES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The sheet's own words, and the formulas that depend on how the other sheets are laid out.

    Attributes:
        won: formula of the amount won, from a rep's cell, a first day's cell, a number of months;
            without a rep of all.
        target: the same of the target.
        open: formula over the open deals from a column (``amount`` or ``weighted``) and a rep.
        stage: formula over one stage from a column (``count``, ``amount`` or ``weighted``).
        lost: formula over one loss reason from a column (``count`` or ``amount``).
    """

    title: str
    as_of: str
    by_rep: str
    by_month: str
    by_stage: str
    by_reason: str
    team: str
    rep: str
    quarter: str
    target: str
    now: str
    attainment: str
    open: str
    weighted: str
    subtotal: str
    total: str
    month: str
    won: str
    stage: str
    deals: str
    amount: str
    reason: str
    axis: str
    won_formula: Callable[[str, str, int], str]
    target_formula: Callable[[str, str, int], str]
    open_formula: Callable[[str, str], str]
    stage_formula: Callable[[str, str], str]
    lost_formula: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the blocks of the sheet are written with."""

    book: Workbook
    sheet: Worksheet
    styles: Styles
    figures: Figures
    names: Vocabulary
    stages: Sequence[str]
    words: Words

    def write(self) -> None:
        """Write the whole sheet."""
        sheet, styles, words = self.sheet, self.styles, self.words
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 18)
        sheet.set_column(2, 12, 13)
        sheet.write_string(0, 0, words.title, styles["title"])
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, words.as_of, styles["note"])
        sheet.write_datetime(1, 1, datetime.combine(AS_OF, time()), styles["date"])
        bottom = self._by_rep(3)
        months = self._by_month(bottom + 2)
        stages = self._by_stage(bottom + 2, 6)
        self._by_reason(stages + 3, 6)
        self._charts(bottom + 3, months, stages)
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)

    def _heads(self, row: int, left: int, heads: Sequence[str]) -> None:
        for n, head in enumerate(heads):
            self.sheet.write_string(row, left + n, head, self.styles["header"])

    def _by_rep(self, top: int) -> int:
        """Teams and reps by quarter; returns the row of the grand total."""
        words, sheet = self.words, self.sheet
        quarters = (*_QUARTERS, _NOW)
        sheet.write_string(top, 0, words.by_rep, self.styles["heading"])
        for n, first in enumerate(quarters):
            moment = datetime.combine(first, time())
            sheet.write_datetime(top + 1, 2 + n, moment, self.styles["month"])
        heads = [words.quarter.format(y=q.year, q=q.month // 3 + 1) for q in quarters]
        right = [words.target, words.attainment, words.open, words.weighted]
        self._heads(top + 2, 0, [words.team, words.rep, *heads, *right])
        row = top + 3
        totals = []
        for team, name in enumerate(self.names.teams):
            reps = team_reps(team)
            for rep in reps:
                sheet.write_string(row, 0, name, self.styles["text"])
                sheet.write_string(row, 1, self.names.reps[rep], self.styles["text"])
                self._rep_row(row, top + 1, rep)
                row += 1
            label = words.subtotal.format(team=name)
            self._total_row(row, label, [(row - len(reps), row - 1)], reps)
            totals.append((row, row))
            row += 1
        self._total_row(row, words.total, totals, range(len(REPS)))
        self._heat(top + 3, row)
        return row

    def _rep_row(self, row: int, firsts: int, rep: int) -> None:
        words, figures = self.words, self.figures
        who = f"$B{row + 1}"
        for n, first in enumerate((*_QUARTERS, _NOW)):
            formula = words.won_formula(who, xl_rowcol_to_cell(firsts, 2 + n, row_abs=True), 3)
            self._formula(row, 2 + n, formula, "money", figures.won(first, 3, (rep,)))
        now = xl_rowcol_to_cell(firsts, 7, row_abs=True)
        target = figures.target(_NOW, 3, (rep,))
        self._formula(row, 8, words.target_formula(who, now, 3), "money", target)
        self._attainment(row, 9, "percent", figures.won(_NOW, 3, (rep,)) / target)
        opened, weighted = figures.open((rep,)), figures.weighted((rep,))
        self._formula(row, 10, words.open_formula("amount", who), "money", opened)
        self._formula(row, 11, words.open_formula("weighted", who), "money", weighted)

    def _total_row(
        self, row: int, label: str, spans: Sequence[tuple[int, int]], reps: Sequence[int]
    ) -> None:
        figures = self.figures
        self.sheet.write_string(row, 0, label, self.styles["total text"])
        self.sheet.write_blank(row, 1, None, self.styles["total text"])
        values: list[float] = [figures.won(q, 3, reps) for q in (*_QUARTERS, _NOW)]
        target = figures.target(_NOW, 3, reps)
        values += [target, 0, figures.open(reps), figures.weighted(reps)]
        for column, value in enumerate(values, start=2):
            letter = xl_col_to_name(column)
            if len(spans) == 1:
                formula = f"=SUM({letter}{spans[0][0] + 1}:{letter}{spans[0][1] + 1})"
            else:
                formula = "=" + "+".join(f"{letter}{first + 1}" for first, _ in spans)
            if column != 9:
                self._formula(row, column, formula, "total money", value)
        self._attainment(row, 9, "total percent", values[5] / target)

    def _by_month(self, top: int) -> tuple[int, int]:
        """Won and target by month; returns the first and last row of the months."""
        words, figures = self.words, self.figures
        self.sheet.write_string(top, 0, words.by_month, self.styles["heading"])
        self._heads(top + 1, 0, [words.month, words.won, words.now, words.attainment])
        row = top + 2
        for month in past_months():
            self.sheet.write_datetime(row, 0, datetime.combine(month, time()), self.styles["month"])
            first = f"$A{row + 1}"
            won, target = figures.won(month, 1), figures.target(month, 1)
            self._formula(row, 1, words.won_formula("", first, 1), "money", won)
            self._formula(row, 2, words.target_formula("", first, 1), "money", target)
            self._attainment(row, 3, "percent", won / target)
            row += 1
        return top + 2, row - 1

    def _by_stage(self, top: int, left: int) -> int:
        """The open pipeline by stage; returns the last row."""
        words, figures = self.words, self.figures
        self.sheet.write_string(top, left, words.by_stage, self.styles["heading"])
        self._heads(top + 1, left, [words.stage, words.deals, words.amount, words.weighted])
        row = top + 2
        for stage in range(_OPEN_STAGES):
            self.sheet.write_string(row, left, self.stages[stage], self.styles["text"])
            name = f"$G{row + 1}"
            values = (figures.count(stage), figures.amount(stage), figures.weighted(stage=stage))
            kinds = ("integer", "money", "money")
            for n, what in enumerate(("count", "amount", "weighted")):
                formula = words.stage_formula(what, name)
                self._formula(row, left + 1 + n, formula, kinds[n], values[n])
            row += 1
        return row - 1

    def _by_reason(self, top: int, left: int) -> None:
        words = self.words
        self.sheet.write_string(top, left, words.by_reason, self.styles["heading"])
        self._heads(top + 1, left, [words.reason, words.deals, words.amount])
        for row, reason in enumerate(self.names.loss_reasons, start=top + 2):
            self.sheet.write_string(row, left, reason, self.styles["text"])
            count, amount = self.figures.lost(row - top - 2)
            name = f"$G{row + 1}"
            self._formula(row, left + 1, words.lost_formula("count", name), "integer", count)
            self._formula(row, left + 2, words.lost_formula("amount", name), "money", amount)

    def _formula(self, row: int, column: int, formula: str, kind: str, value: float) -> None:
        self.sheet.write_formula(row, column, formula, self.styles[kind], value)

    def _attainment(self, row: int, column: int, kind: str, value: float) -> None:
        """The ratio of the two columns to the left."""
        won, target = (xl_rowcol_to_cell(row, column - n) for n in (2, 1))
        self._formula(row, column, f"={won}/{target}", kind, value)

    def _heat(self, first: int, last: int) -> None:
        """Attainment in colours, the open pipeline as bars."""
        colours = {"min_color": "#F8CBAD", "mid_color": "#FFF2CC", "max_color": "#C6E0B4"}
        scale = {"type": "3_color_scale", "mid_type": "num", "mid_value": 0.57, **colours}
        self.sheet.conditional_format(first, 9, last, 9, scale)
        bars = {"type": "data_bar", "bar_color": "#9DC3E6", "data_bar_2010": True}
        self.sheet.conditional_format(first, 10, last - 1, 10, bars)

    def _charts(self, top: int, months: tuple[int, int], stages: int) -> None:
        words, sheet = self.words, self.sheet.get_name()
        won = self.book.add_chart({"type": "column"})
        line = self.book.add_chart({"type": "line"})
        for chart, column, colour in ((won, 1, "#4472C4"), (line, 2, "#ED7D31")):
            look = "line" if chart is line else "fill"
            chart.add_series(
                {
                    "name": [sheet, months[0] - 1, column],
                    "categories": [sheet, months[0], 0, months[1], 0],
                    "values": [sheet, months[0], column, months[1], column],
                    look: {"color": colour},
                }
            )
        won.combine(line)
        won.set_title({"name": words.by_month, "name_font": {"size": 12}})
        won.set_legend({"position": "bottom"})
        month = self.styles.codes["month"]
        won.set_x_axis({"num_format": month, "text_axis": True, "num_font": {"rotation": -45}})
        won.set_y_axis({"num_format": words.axis})
        won.set_size({"width": 640, "height": 320})
        self.sheet.insert_chart(top, 11, won)
        funnel = self.book.add_chart({"type": "bar"})
        funnel.add_series(
            {
                "name": [sheet, stages - _OPEN_STAGES, 8],
                "categories": [sheet, stages - _OPEN_STAGES + 1, 6, stages, 6],
                "values": [sheet, stages - _OPEN_STAGES + 1, 8, stages, 8],
                "fill": {"color": "#70AD47"},
                "gap": 60,
            }
        )
        funnel.set_title({"name": words.by_stage, "name_font": {"size": 12}})
        funnel.set_legend({"none": True})
        funnel.set_y_axis({"reverse": True})
        funnel.set_x_axis({"num_format": words.axis, "min": 0})
        funnel.set_size({"width": 640, "height": 260})
        self.sheet.insert_chart(top + 17, 11, funnel)
