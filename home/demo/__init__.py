"""The demonstration's editorial side: the ground others build on, the pages, the menus, the accounts.

Everything is found again by its natural key (an address, a code, a user name), so that building twice adds nothing and
never overwrites what somebody has edited since.
"""

from .accounts import build_accounts
from .ground import lay_ground
from .pages import build

__all__ = ["build", "build_accounts", "lay_ground"]
