"""The values of the standard's v0.1, as files in the wild still write them, and what each is in v1.0."""

from core.text import fold

SERVICES = {
    fold(old): new
    for new, olds in {
        "Aide aux démarches administratives": (
            "Réaliser des démarches administratives avec un accompagnement",
            "Devenir autonome dans les démarches administratives",
            "Accompagner les démarches de santé",
        ),
        "Maîtrise des outils numériques du quotidien": (
            "Prendre en main un ordinateur",
            "Prendre en main un smartphone ou une tablette",
            "Utiliser le numérique au quotidien",
        ),
        "Insertion professionnelle via le numérique": ("Favoriser mon insertion professionnelle", "Créer et développer mon entreprise"),
        "Parentalité et éducation avec le numérique": ("Soutenir la parentalité et l'éducation avec le numérique",),
        "Loisirs et créations numériques": ("Créer avec le numérique",),
        "Compréhension du monde numérique": ("Approfondir ma culture numérique", "Promouvoir la citoyenneté numérique"),
        "Accès internet et matériel informatique": ("Accéder à une connexion internet", "Accéder à du matériel"),
        "Acquisition de matériel informatique à prix solidaire": ("S'équiper en matériel informatique",),
    }.items()
    for old in olds
}

# What follows begins the old value; the longest beginning wins.
MODES = {
    "seul": "En autonomie",
    "avec de l aide": "Accompagnement individuel",
    "a ma place": "Accompagnement individuel",
    "dans un atelier": "Dans un atelier collectif",
    "a distance": "À distance",
}
FEES = {
    "gratuit sous condition": "Gratuit sous condition",
    "gratuit": "Gratuit",
    "adhesion": "Gratuit sous condition",
    "accepte le pass numerique": "Gratuit sous condition",
    "pass numerique": "Gratuit sous condition",
    "payant": "Payant",
}
AUDIENCES = {"jeunes": "Jeunes", "seniors": "Seniors", "familles": "Familles et/ou enfants", "uniquement femmes": "Femmes"}
CARE = {
    "personnes en situation d illettrisme": "Illettrisme",
    "illettrisme": "Illettrisme",
    "public langues etrangeres": "Langues étrangères (autres)",
    "langues etrangeres": "Langues étrangères (autres)",
    "surdite": "Surdité",
    "deficience visuelle": "Déficience visuelle",
    "handicaps mentaux": "Handicaps mentaux",
    "handicaps moteurs": "Handicaps moteurs",
}
NO_VALUE = ("adultes", "tout public", "tous publics")
PROGRAMMES = {
    "cnfs": "Conseillers numériques",
    "conseiller numerique": "Conseillers numériques",
    "conseillers numeriques france services": "Conseillers numériques",
    "grandes ecoles du numerique": "Grande école du numérique",
    "point relais caf": "Point d'accès numérique CAF",
    "relais pole emploi": "",
}


def beginning_in(table: dict[str, str], value: str) -> str:
    """Return what the longest beginning of a value stands for; "" when none does."""
    folded = fold(value)
    matches = [beginning for beginning in table if folded == beginning or folded.startswith(beginning + " ")]
    return table[max(matches, key=len)] if matches else ""
