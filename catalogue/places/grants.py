"""What each group may do with places; on which places hangs on the person's roles (admin/access.py)."""

from core.access import DIRECTORY, EDITOR, FIGURES, HOST, PLACE_COORDINATOR, REVIEWER, TRAINING_MANAGER, grant

for group in (EDITOR, REVIEWER, TRAINING_MANAGER, FIGURES):
    grant(group, "places", "view_place", "see_every_place", "view_commune")
grant(HOST, "places", "view_place")
for verb in ("view", "add", "change", "delete"):
    grant(PLACE_COORDINATOR, "places", f"{verb}_schoolholiday")
    grant(DIRECTORY, "places", f"{verb}_schoolholiday")
grant(PLACE_COORDINATOR, "places", "view_place", "change_place", "view_commune")
# Stock: what was asked by whom is seen by nobody but the hosts' own screens; figures are totals only.
grant(HOST, "places", "view_stockitem", "change_stockitem", "view_sale")
grant(
    PLACE_COORDINATOR,
    "places",
    "view_stockitem",
    "add_stockitem",
    "change_stockitem",
    "view_sale",
    "view_sale_totals",
    "view_stockreferral",
)
grant(PLACE_COORDINATOR, "places", "view_saleprogramme", "add_saleprogramme", "change_saleprogramme")
grant(FIGURES, "places", "view_sale_totals")
# Relays: which ones hangs on the places and départements a coordinator looks after (joining/visibility.py).
for model in ("relayapplication", "placelink", "entrychange", "hostinvitation", "placereport"):
    grant(PLACE_COORDINATOR, "places", f"view_{model}", f"change_{model}")
# The whole directory: every place, imports and duplicates, and who looks after which place.
for model in ("place", "placerole"):
    grant(DIRECTORY, "places", *(f"{verb}_{model}" for verb in ("view", "add", "change", "delete")))
grant(DIRECTORY, "places", "see_every_place", "change_every_place", "import_places", "view_commune")
for model in ("relayapplication", "placelink", "entrychange", "hostinvitation", "placereport"):
    grant(DIRECTORY, "places", f"view_{model}", f"change_{model}")
# Imports: for the coordinators who may also change every place (importing/permission.py).
grant(PLACE_COORDINATOR, "places", "import_places")
