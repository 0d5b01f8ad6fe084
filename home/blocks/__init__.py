"""The blocks editors build pages with. Each shows itself by a template of its own in templates/home/blocks/."""
