"""What each group may do with figures and menus, and who may send a page to be translated (pages: editorial_access.py)."""

from core.access import EDITOR, REVIEWER, TRANSLATOR, grant

for name in ("keyfigure", "navigation", "footer"):
    grant(EDITOR, "home", f"view_{name}", f"add_{name}", f"change_{name}")
    grant(REVIEWER, "home", f"view_{name}", f"add_{name}", f"change_{name}", f"delete_{name}")
    grant(TRANSLATOR, "home", f"view_{name}", f"change_{name}")
for group in (TRANSLATOR, EDITOR, REVIEWER):
    grant(group, "wagtail_localize", "submit_translation")
