"""All texts of a language in one table."""

from __future__ import annotations

from sample_workbooks.wording import (
    calls_en,
    calls_zh,
    cash_en,
    cash_zh,
    deals_en,
    deals_zh,
    growth_en,
    growth_zh,
    leads_en,
    leads_zh,
    offers_en,
    offers_zh,
    people_en,
    people_zh,
    service_en,
    service_zh,
    work_en,
    work_zh,
)

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        **people_en.PEOPLE, **work_en.WORK, **offers_en.OFFERS, **calls_en.CALLS,
        **leads_en.LEADS, **service_en.SERVICE, **growth_en.GROWTH, **deals_en.DEALS,
        **cash_en.CASH,
    },
    "zh": {
        **people_zh.PEOPLE, **work_zh.WORK, **offers_zh.OFFERS, **calls_zh.CALLS,
        **leads_zh.LEADS, **service_zh.SERVICE, **growth_zh.GROWTH, **deals_zh.DEALS,
        **cash_zh.CASH,
    },
}  # fmt: skip
