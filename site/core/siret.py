"""The number of a French establishment and its key (Insee: Luhn on 14 digits, La Poste apart)."""

LA_POSTE = "356000000"


def clean_siret(value: str) -> str:
    """Return the digits of what was typed."""
    return "".join(character for character in value if character.isdigit() and character.isascii())


def is_siret(value: str) -> bool:
    """Tell whether 14 digits carry a right key."""
    if len(value) != 14 or not (value.isascii() and value.isdigit()):
        return False
    if value.startswith(LA_POSTE) and value != LA_POSTE + "00048":
        return sum(map(int, value)) % 5 == 0
    total = 0
    for position, digit in enumerate(reversed(value)):
        number = int(digit) * (2 if position % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
