"""Every action of the program, declared once: keys, palette, help and key bar follow from here.

Default keys can be remapped by an action's id in the configuration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

from salestui.i18n import N_


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do.

    Attributes:
        id: stable name for remapping, such as ``app.save``.
        call: Textual action string, such as ``save`` or ``go('home')``.
        keys: default keys, comma separated; the first is shown.
        title: English source of its name.
        help: English source of one sentence for the help screen.
        alias: Latin words under which the palette finds it in any language.
        bar: place in the key bar, 1 first; 0 keeps it out.
        priority: works even while a cell or an input is being edited.
    """

    id: str
    call: str
    keys: str
    title: str
    help: str
    alias: str = ""
    bar: int = 0
    priority: bool = False


APP_ACTIONS: tuple[Action, ...] = (
    Action("app.home", "go('home')", "1", N_("Home"),
           N_("The dashboard: are we going to make it?"), "home dashboard shouye sy"),
    Action("app.pipeline", "go('deals')", "2", N_("Pipeline"),
           N_("All deals as a grid."), "pipeline deals shangji sj"),
    Action("app.customers", "go('customers')", "3", N_("Customers"),
           N_("All customers as a grid."), "customers kehu kh"),
    Action("app.targets", "go('targets')", "4", N_("Targets"),
           N_("All targets as a grid."), "targets mubiao mb"),
    Action("app.movement", "go('movement')", "5", N_("Movement"),
           N_("What moved since last Monday or another kept day, slips and forecast accuracy."),
           "movement waterfall snapshot biandong bd"),
    Action("app.deal", "look('choose_deal')", "", N_("Deal screen"),
           N_("Everything about one deal: path, checklist, people, plan, rivals, quotes, papers."),
           "deal screen ds shangji xiangqing xq"),
    Action("app.project", "look('choose_project')", "", N_("Project screen"),
           N_("One sales project: phases, team, four elements, plans, risks, reports, papers."),
           "project sp four elements risks weekly close-out xiangmu quanjing siyaosu xmqj"),
    Action("app.target_matrix", "go('target_matrix')", "8", N_("Target matrix"),
           N_("Who by when: set targets, break them down, lock them, see sums and differences."),
           "target matrix tm breakdown cascade mubiao fenjie fj"),
    Action("app.forecast", "go('forecast')", "9", N_("Forecast"),
           N_("Where the period lands: by category and probability over teams and reps."),
           "forecast fc landing range commit yuce yc"),
    Action("app.performance", "go('performance')", "0", N_("Performance"),
           N_("Scorecards, ranking and commission of reps, teams and managers, line by line."),
           "performance scorecard ranking leaderboard commission pf jixiao jx kaohe tichong"),
    Action("app.save", "file('review')", "ctrl+s", N_("Save"),
           N_("Review what is pending and write it into the workbook; on a server: send it now."),
           "save send baocun fasong", bar=5, priority=True),
    Action("app.help", "look('show_help')", "question_mark,f1", N_("Help"),
           N_("The keys of this screen."), "help bangzhu", bar=6),
    Action("app.palette", "command_palette", "ctrl+p", N_("All commands"),
           N_("Find any command by its name."), "commands palette", bar=7, priority=True),
    Action("app.undo", "file('undo')", "u", N_("Undo"),
           N_("Take the last edit back."), "undo chexiao"),
    Action("app.redo", "file('redo')", "ctrl+r", N_("Redo"),
           N_("Do the edit again that was taken back."), "redo chongzuo"),
    Action("app.reload", "file('refresh')", "r", N_("Read again"),
           N_("Read the workbook again and keep pending edits."), "reload refresh shuaxin"),
    Action("app.previous_period", "shift_period(-1)", "left_square_bracket",
           N_("Previous period"), N_("Look at the period before."), "previous period shangqi"),
    Action("app.next_period", "shift_period(1)", "right_square_bracket", N_("Next period"),
           N_("Look at the period after."), "next period xiaqi"),
    Action("app.period", "look('choose_period')", "t", N_("Choose period"),
           N_("Month, quarter, half, fiscal year, all, or from one day to another."),
           "period month quarter qijian"),
    Action("app.scope", "look('choose_scope')", "g", N_("Choose scope"),
           N_("Company, a team, a rep, a region or a product."), "scope filter team rep fanwei"),
    Action("app.clear", "clear_focus", "escape", N_("Clear filter"),
           N_("Show the whole company again."), "clear filter qingchu"),
    Action("app.conflicts", "file('show_conflicts')", "ctrl+o", N_("Conflicts"),
           N_("Cells changed here and in the workbook: choose which holds."), "conflicts chongtu"),
    Action("app.problems", "look('show_problems')", "ctrl+e", N_("Problems"),
           N_("What could not be understood in the workbook, with sheet and cell."),
           "problems errors wenti wt"),
    Action("app.mapping", "go('mapping')", "m", N_("Mapping"),
           N_("Which sheet is what, which column which field, what stages mean; change it."),
           "mapping columns fields yingshe ziduan ys"),
    Action("app.history", "go('history')", "6", N_("History"),
           N_("Who changed what and when, here and elsewhere; any of it can be taken back."),
           "history log lishi ls"),
    Action("app.followups", "go('followups')", "7", N_("Follow-ups"),
           N_("What is overdue, due today, this week and later, by rep."),
           "follow ups fu due today tasks genjin daiban gj"),
    Action("app.log_activity", "look('log_activity')", "ctrl+l", N_("Quick log"),
           N_("Log an activity in one line: visit 中建三局 demo ok next 报价 +3d"),
           "log ql activity note visit call jilu jl"),
    Action("app.news", "look('show_news')", "ctrl+n", N_("What is new"),
           N_("What became due or overdue, and what others changed, since you last looked."),
           "news nw notifications new since tongzhi tz"),
    Action("app.customer", "look('open_customer')", "", N_("Customer screen"),
           N_("One customer: who decides there, what is missing, its deals and history."),
           "customer cs decision chain kehu juece jc"),
    Action("app.contract", "look('open_contract')", "", N_("Contract screen"),
           N_("One contract: its path, money, plan with payments, deliveries, changes."),
           "contract ct payment delivery hetong ht"),
    Action("app.pay", "look('enter_payment')", "", N_("Enter a payment"),
           N_("Which plan lines a payment closes is told before it is written."),
           "payment pay py receipt huikuan shoukuan"),
    Action("app.person", "look('open_person')", "", N_("Rep's page"),
           N_("One rep: figures, strengths and weak stages, patterns, deals, coaching, training."),
           "rep person rp strengths patterns coaching training xiaoshou renyuan gr fudao"),
    Action("app.structure", "go('structure')", "", N_("Team structure"),
           N_("The same people by team, function, product, region and in a matrix, with dates."),
           "team structure ts matrix functional organisation tuandui jiagou jg"),
    Action("app.channels", "go('channels')", "", N_("Channels and customer figures"),
           N_("What each channel brings and costs; repeat, referral, churn, acquisition cost."),
           "channels leads return roi churn qudao qd"),
    Action("app.collections", "go('collections')", "", N_("Collections"),
           N_("What is owed and since when, whom to chase, what was promised, how much comes in."),
           "collections receivables ageing ar dso huikuan hk yingshou yszk cuikuan"),
    Action("app.load", "go('load')", "", N_("Load"),
           N_("What everyone has on hand: roles and their share of time, deals, tasks."),
           "load resource ld allocation capacity ziyuan fuhe fh"),
    Action("app.campaigns", "go('marketing')", "", N_("Campaigns"),
           N_("What each campaign costs and brings: budget, leads, won value, return."),
           "campaigns marketing cp promotion yingxiao huodong yx"),
    Action("app.costs", "go('costs_budgets')", "", N_("Costs and budgets"),
           N_("What was spent of which budget by deal, stage, team or type; overruns and why."),
           "costs budgets cb fy overrun variance feiyong chengben yusuan"),
    Action("app.projects", "go('projects')", "", N_("Projects"),
           N_("All sales projects by health with reasons, gates to come, risks by owner."),
           "projects portfolio pj health gates risks xiangmu xm zuhe"),
    Action("app.floor", "go('floor')", "", N_("Units of the site"),
           N_("Units by building and floor: who has which, take one, next step, deadlines."),
           "units un site floor inventory control xiaokong xk fangyuan"),
    Action("app.onsite", "go('onsite')", "", N_("On-site"),
           N_("How units sell, what does not and why, who comes, what is due, launch phases."),
           "onsite os sell-through visitors chases anchang qh quhua xianchang xc"),
    Action("app.register_visitor", "look('register_visitor')", "", N_("Register a visitor"),
           N_("A visitor or caller in one line: Mr Wang 13800000000 visit 3 rooms website "
              "@Lina +3d"),
           "register visitor rv dengji laifang lf"),
    Action("app.quote_unit", "look('quote_unit')", "", N_("Price sheet of a unit"),
           N_("Price a unit by the way it is paid, and write the quote."),
           "price sheet quote unit qu jijiadan jjd"),
    Action("app.convert_lead", "look('convert_lead')", "", N_("Convert a lead"),
           N_("Make a deal of a lead, with its customer and contact where they are new."),
           "lead convert cl xiansuo zhuanhua xs"),
    Action("app.duplicates", "look('show_duplicates')", "", N_("Duplicate customers"),
           N_("Customers that may be one and the same, to be merged."),
           "duplicates merge chongfu hebing cf"),
    Action("app.report", "look('choose_report')", "R", N_("Report"),
           N_("See a report of what is looked at, and hand it over: page, PDF, workbook, text."),
           "report rt weekly monthly hand over baogao bg zhoubao yuebao"),
    Action("app.export_book", "file('export')", "ctrl+x", N_("Export a copy of the workbook"),
           N_("Write the workbook with everything pending into a new file."),
           "export copy workbook daochu"),
    Action("app.picture", "look('keep_picture')", "f12", N_("Picture of the screen"),
           N_("Write what is on screen into a .png or .svg file."),
           "picture screenshot png svg jietu tupian jt", priority=True),
    Action("app.add_sheet", "look('add_sheet')", "", N_("Add a missing sheet"),
           N_("Add a sheet for what the workbook keeps none of, in its own language."),
           "add sheet as table xinzeng gongzuobiao xz"),
    Action("app.add_column", "look('add_column')", "", N_("Add a missing column"),
           N_("Add a column for a field that the table on screen has none for."),
           "add column ac field xinzeng lie ziduan"),
    Action("app.convert", "file('convert')", "", N_("Convert to .xlsx"),
           N_("Go on in a new workbook where the opened file can only be read (.xls, .ods, .csv)."),
           "convert xlsx xls ods csv zhuanhuan"),
    Action("app.autosave", "toggle_autosave", "", N_("Turn autosave on or off"),
           N_("Save each edit by itself a moment after it was made."), "autosave zidong baocun"),
    Action("app.choose_dashboard", "look('choose_dashboard')", "", N_("Choose dashboard"),
           N_("For sales manager, rep, project director or on-site manager: what the home shows."),
           "choose dashboard role cd preset jiaose js"),
    Action("app.arrange_dashboard", "look('arrange_dashboard')", "", N_("Arrange dashboard"),
           N_("Add, remove and move the panels of the home; it is kept for you."),
           "arrange dashboard panels ad paixu buju bj"),
    Action("app.theme", "change_theme", "", N_("Choose the colours"),
           N_("Dark and light themes."), "theme dark light zhuti"),
    Action("app.quit", "file('leave')", "ctrl+q", N_("Quit"),
           N_("Leave; asks first when edits are pending, sends first what waits for a server."),
           "quit exit tuichu", priority=True),
)  # fmt: skip


def screen_actions(actions: Iterable[Action]) -> list[Action]:
    """Those that go to a screen by a digit, in the order of the digits."""
    found = [a for a in actions if a.call.startswith("go(") and a.keys in _DIGITS]
    return sorted(found, key=lambda a: _DIGITS.index(a.keys))


def bindings(actions: Iterable[Action]) -> list[Binding]:
    """The Textual bindings of these actions; shown by our own key bar, not by the footer."""
    return [
        Binding(key, a.call, a.title, show=False, priority=a.priority, id=f"{a.id}{'.2' * n}")
        for a in actions
        for n, key in enumerate(filter(None, a.keys.split(",")))
    ]


_DIGITS = tuple("1234567890")
_KEY_NAMES = {
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
}


def key_name(keys: str) -> str:
    """The first of an action's keys as people write it: ``^s``, ``?``, ``esc``."""
    first = keys.split(",", maxsplit=1)[0]
    return _KEY_NAMES.get(first, first.replace("ctrl+", "^"))
