# ruff: noqa: E501
"""The words of the demonstration's places: invented addresses and names, in real cities."""

_COME = "{line}, arrêt « {stop} ». L’entrée est sur la rue."

# INSEE code, name, address, postcode, how to come, opening hours.
POINTS = (
    ("69383", "Emmaüs Connect Lyon", "14 rue du Grand-Tilleul", "69003", _COME.format(line="Tramway", stop="Les Tilleuls"), "Mo-Fr 09:00-12:30,13:30-17:30; PH off"),
    ("75118", "Emmaüs Connect Paris Nord", "27 rue des Deux-Fontaines", "75018", _COME.format(line="Métro", stop="Deux-Fontaines"), "Mo-Fr 09:30-12:30,13:30-18:00; PH off"),
    ("75112", "Emmaüs Connect Paris Est", "8 passage du Vieux-Lavoir", "75012", _COME.format(line="Métro", stop="Vieux-Lavoir"), "Mo-Th 09:30-12:30,14:00-17:30; Fr 09:30-12:30; PH off"),
    ("38185", "Emmaüs Connect Grenoble", "5 rue du Moulin-Blanc", "38000", _COME.format(line="Tramway", stop="Moulin-Blanc"), "Mo-Fr 09:00-12:00,13:30-17:00; PH off"),
    ("59350", "Emmaüs Connect Lille", "31 rue de la Filature-Verte", "59000", _COME.format(line="Métro", stop="Filature-Verte"), "Mo-Fr 09:00-12:30,13:30-17:00; PH off"),
    ("13203", "Emmaüs Connect Marseille", "19 rue du Figuier-Bleu", "13003", _COME.format(line="Métro", stop="Figuier-Bleu"), "Mo-Fr 09:00-12:00,13:00-16:30; PH off"),
    ("33063", "Emmaüs Connect Bordeaux", "42 rue des Quatre-Platanes", "33000", _COME.format(line="Tramway", stop="Quatre-Platanes"), "Tu-Fr 09:30-12:30,14:00-18:00; Sa 09:30-12:30; PH off"),
    ("16015", "Emmaüs Connect Angoulême", "12 rue des Papetiers-Réunis", "16000", _COME.format(line="Bus", stop="Papetiers"), "Mo-Fr 09:00-12:00,14:00-17:00; PH off"),
    ("67482", "Emmaüs Connect Strasbourg", "6 rue de la Cigogne-Blanche", "67000", _COME.format(line="Tramway", stop="Cigogne-Blanche"), "Mo-Fr 09:00-12:30,14:00-17:30; PH off"),
    ("31555", "Emmaüs Connect Toulouse", "23 rue du Pastel-Doux", "31000", _COME.format(line="Métro", stop="Pastel-Doux"), "Mo-Fr 09:00-12:30,13:30-17:00; PH off"),
    ("44109", "Emmaüs Connect Nantes", "9 quai de la Barge-Rouge", "44000", _COME.format(line="Tramway", stop="Barge-Rouge"), "Mo-Fr 09:00-12:30,14:00-17:30; PH off"),
    ("93066", "Emmaüs Connect Saint-Denis", "17 rue du Four-à-Pain", "93200", _COME.format(line="Tramway", stop="Four-à-Pain"), "Mo-Fr 09:30-12:30,13:30-17:30; PH off"),
)  # fmt: skip

TEXTS = {
    "fr": {
        "summary": "Ateliers gratuits, aide pour vos démarches, téléphones et ordinateurs à petit prix.",
        "description": "Vous venez comme vous êtes, avec votre téléphone ou sans rien. Une personne vous accueille, regarde avec vous "
        "ce dont vous avez besoin, et vous propose un atelier, une aide à deux ou du matériel à petit prix.",
    },
    "en": {
        "summary": "Free workshops, help with paperwork, phones and computers at a low price.",
        "description": "Come as you are, with your phone or with nothing. Somebody welcomes you, looks with you at what you need, "
        "and offers a workshop, help one to one, or equipment at a low price.",
        "how_to_come": "The entrance is on the street. Call us if you cannot find it.",
    },
    "ar": {
        "summary": "ورشات مجانية، ومساعدة في المعاملات، وهواتف وحواسيب بسعر منخفض.",
        "description": "تعالوا كما أنتم، بهاتفكم أو بدون شيء. يستقبلكم شخص، وينظر معكم في ما تحتاجون إليه، "
        "ويقترح عليكم ورشة أو مساعدة فردية أو جهازًا بسعر منخفض.",
        "how_to_come": "المدخل من جهة الشارع. اتصلوا بنا إن لم تجدوه.",
    },
}

RELAY_TEXTS = {
    "fr": {"summary": "Une équipe vous aide avec votre téléphone, votre ordinateur et vos démarches en ligne."},
    "en": {"summary": "A team helps you with your phone, your computer and your paperwork online."},
    "ar": {"summary": "فريق يساعدكم في استعمال الهاتف والحاسوب وفي معاملاتكم على الإنترنت."},
}

THINGS = ("La Passerelle", "L’Atelier", "La Maison", "Le Comptoir", "L’Escale", "La Fabrique", "Le Carrefour", "La Halte", "Le Préau", "La Boussole",
          "Le Relais", "L’Abri", "Le Pont", "La Clairière", "Le Perron", "La Boucle")  # fmt: skip
ADJECTIVES = ("du Vieux-Pont", "des Tilleuls", "du Moulin", "des Trois-Fontaines", "du Coquelicot", "de la Source", "des Hirondelles", "du Grand-Pré",
              "de la Colline", "des Deux-Rives", "du Lavoir", "des Quatre-Vents", "de la Gare-aux-Fleurs", "du Tournesol", "des Amandiers",
              "du Canal", "des Mésanges", "de la Lanterne", "du Noyer", "des Écluses")  # fmt: skip
STREETS = ("rue", "allée", "place", "chemin")
FLOWERS = (
    "des Glycines",
    "des Bleuets",
    "du Vieux-Puits",
    "des Noisetiers",
    "de la Forge",
    "des Marronniers",
    "du Pressoir",
    "des Lavandes",
    "de l’Étang",
)
HOURS = (
    "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
    "Tu-Sa 10:00-12:00,14:00-18:00; PH off",
    "Mo,We,Fr 09:00-12:30; PH off",
    "Tu,Th 14:00-18:00; Sa 09:00-12:00",
    "Mo-Th 08:30-12:00,13:30-17:30; Fr 08:30-12:00",
    "Le mardi et le jeudi, sur rendez-vous",
)
