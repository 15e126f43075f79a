"""How numbers and dates are typed and shown in the locales the stand-in knows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """`order` is the order of day, month and year in a typed date."""

    decimal: str
    group: str
    order: str
    date: str
    time: str = "H:mm:ss"
    currency: str = "€"

    @property
    def currency_pattern(self) -> str:
        if self.currency in "$£":
            return f'"{self.currency}"#,##0.00'
        return f"#,##0.00\\ [${self.currency}-1]"


_KNOWN = {
    "en_US": Locale(".", ",", "mdy", "M/d/yyyy", "h:mm:ss AM/PM", "$"),
    "en_GB": Locale(".", ",", "dmy", "dd/MM/yyyy", currency="£"),
    "de_DE": Locale(",", ".", "dmy", "dd.MM.yyyy"),
    "es_ES": Locale(",", ".", "dmy", "d/M/yyyy"),
    "fr_FR": Locale(",", "\u202f", "dmy", "dd/MM/yyyy"),
}


def locale_of(name: str) -> Locale:
    """The locale by its name; others than the known ones are read as en_US."""
    return _KNOWN.get(name) or _KNOWN["en_US"]
