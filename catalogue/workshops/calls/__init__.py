"""Calls: those that visitors ask for, those the team makes, and what is done on the phone for somebody."""

from .asking import ask

__all__ = ["ask"]
