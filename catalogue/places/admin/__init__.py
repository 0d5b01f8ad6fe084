"""This room in the admin: places by those who know them, roles, and the gazetteer to look at."""
