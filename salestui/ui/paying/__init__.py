"""Entering a payment from any screen."""

from salestui.ui.paying.entering import enter_payment

__all__ = ["enter_payment"]
