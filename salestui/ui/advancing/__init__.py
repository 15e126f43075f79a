"""Moving deals to another stage, whichever screen it is asked on."""

from salestui.ui.advancing.asking import ask_advance

__all__ = ["ask_advance"]
