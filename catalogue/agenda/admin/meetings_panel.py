"""The meetings of a session in its editor: rows of a day and two hours, at the clock of the place."""

from wagtail.admin.panels import Panel


class MeetingsPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "agenda/admin/meetings_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"meetings": self.form.meetings}
