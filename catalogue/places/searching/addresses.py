"""Addresses among what visitors type: "12 rue des Lilas, Grenoble"."""

AS_LIKELY = 0.03  # scores so close do not tell two addresses apart
_WAYS = frozenset(
    (
        "rue",
        "avenue",
        "av",
        "boulevard",
        "bd",
        "bld",
        "place",
        "pl",
        "square",
        "impasse",
        "allee",
        "allees",
        "chemin",
        "route",
        "cours",
        "quai",
        "passage",
        "esplanade",
        "residence",
        "lotissement",
        "faubourg",
        "ruelle",
        "sentier",
        "venelle",
        "villa",
        "cite",
        "hameau",
        "promenade",
        "voie",
    )
)


def looks_like_one(folded: str) -> bool:
    """Tell whether folded words are rather an address than a town: a kind of way is named, or a number begins or stands in it."""
    words = folded.split()
    return len(words) > 1 and (bool(_WAYS & set(words[:-1])) or any(word[0].isdigit() for word in words[:-1]))
