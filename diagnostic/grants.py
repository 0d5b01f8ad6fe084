"""What each group may do with this room's records."""

from core.access import EDITOR, FIGURES, REVIEWER, TRANSLATOR, grant

grant(EDITOR, "diagnostic", "view_question", "add_question", "change_question")
grant(REVIEWER, "diagnostic", "view_question", "add_question", "change_question", "publish_question", "delete_question")
grant(TRANSLATOR, "diagnostic", "view_question", "change_question")
grant(FIGURES, "diagnostic", "view_dailycount")
