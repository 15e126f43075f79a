"""What the figures of collections mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from enum import StrEnum

from salestui.metrics.definitions import Definition, Unit


class Rate(StrEnum):
    """What the collection rate is of; the chosen one is named wherever it is shown."""

    DUE = "due"
    OPENING = "opening"
    CONTRACT = "contract"


_CAP = "capped at 100%, what was received beyond it is said apart; "
_CAP_ZH = "上限100%，超出部分另列；"

RATES: dict[Rate, Definition] = {
    Rate.DUE: Definition(
        "rate_due", "Rate, of due", "回款率·到期", Unit.PERCENT,
        "payments received in the period / plan lines that fall due in it",
        "期间回款 / 期间到期应收",
        _CAP + "lines of the whole period, whoever paid what; n/a where nothing falls due",
        _CAP_ZH + "分母为整个期间到期的计划；没有到期时不适用", of_money=True,
    ),
    Rate.OPENING: Definition(
        "rate_opening", "Rate, of owed", "回款率·期初", Unit.PERCENT,
        "payments received in the period / (unpaid at its start of what was billed by then + "
        "billed in the period)",
        "期间回款 /（期初应收余额 + 期间开票应收）",
        _CAP + "a line without an invoice day is billed on its due day; n/a where nothing was owed",
        _CAP_ZH + "无开票日期的计划按应收日期计；期初和期间均无应收时不适用", of_money=True,
    ),
    Rate.CONTRACT: Definition(
        "rate_contract", "Rate, of signed", "回款率·合同", Unit.PERCENT,
        "received up to the as-of day / amount, of contracts signed in the period with approved "
        "changes",
        "期间签订合同截至统计日的累计回款 / 合同金额（含已批准变更）",
        _CAP + "of each contract; n/a where none was signed",
        _CAP_ZH + "按每份合同封顶；没有签订合同时不适用", of_money=True,
    ),
}  # fmt: skip
"""The three definitions of the collection rate."""

COLLECTION_FIGURES: tuple[Definition, ...] = (
    Definition(
        "receivable", "Receivable", "应收余额", Unit.MONEY,
        "unpaid part of the plan lines of contracts in force, as of the day",
        "生效合同收款计划中截至统计日未收的部分",
        "contracts in draft, in review or terminated do not count; a line without a contract "
        "counts unless its deal is lost; payments close lines in order of their due days",
        "草拟、评审中、已终止的合同不计；无合同的计划在商机未丢单时计入；回款按应收日期顺序核销",
    ),
    Definition(
        "overdue", "Overdue", "逾期应收", Unit.MONEY,
        "unpaid part of the lines whose due day has passed", "应收日期已过的计划中未收的部分",
    ),
    *RATES.values(),
    Definition(
        "dso", "DSO", "应收天数", Unit.DAYS,
        "unpaid part of what is billed / credit sales of the period × its days so far (days sales "
        "outstanding)",
        "已开票未收金额 / 期间赊销额 × 期间已过天数（DSO）",
        "credit sales: plan lines billed in the period, on their invoice day, else the due day; "
        "where no line has an invoice day: receivable / contracts signed; n/a without any",
        "赊销额为期间开票应收（无开票日期按应收日期）；"
        "计划均无开票日期时取应收余额 / 期间签订合同额；没有赊销时不适用",
        of_money=True,
    ),
    Definition(
        "received", "Received", "本期回款", Unit.MONEY,
        "payments received in the period, up to the as-of day", "期间内截至统计日的回款",
        "refunds (negative amounts) are taken off", "扣除退款（负金额）",
    ),
    Definition(
        "promised", "Promised", "承诺付款", Unit.MONEY,
        "unpaid part of the lines promised for today or later", "承诺今天或以后付款的未收部分",
    ),
    Definition(
        "broken", "Broken promises", "承诺未兑现", Unit.MONEY,
        "unpaid part of the lines whose promised day has passed", "承诺日期已过仍未收的部分",
    ),
    Definition(
        "overpaid", "Paid beyond plan", "超额付款", Unit.MONEY,
        "payments that exceed all plan lines of their contract", "超出合同全部收款计划的回款",
        "counted in no line", "不核销任何计划",
    ),
    Definition(
        "apart", "Not allocated", "未核销回款", Unit.MONEY,
        "payments that no plan line can be found for: no plan, no contract named, or several fit",
        "找不到对应计划的回款：无收款计划、未写合同，或有多份合同符合",
        "never guessed: name the contract or the plan line", "绝不猜测：请填写合同或对应计划",
    ),
)  # fmt: skip
"""The figures of collections, in order; a strip shows the chosen rate only."""


def strip(rate: Rate) -> tuple[Definition, ...]:
    """The figures of a strip: of the rates, the chosen one."""
    others = {meant.key for kind, meant in RATES.items() if kind is not rate}
    return tuple(d for d in COLLECTION_FIGURES if d.key not in others)
