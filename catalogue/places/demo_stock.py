"""Believable stock for the demonstration: at the reception points and at the relays that sell; some of it old, some of it gone.

Sales of the last six months, a few people who wait, two referrals: all invented.
"""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.local_time import from_place

from .facets import sync_facets
from .factories import SaleProgrammeFactory, StockAlertFactory, StockItemFactory, StockReferralFactory
from .models import Buyers, Level, Place, Proof, ReferralWay, Sale, SaleProgramme, StockAlert, StockItem, StockKind, StockReferral
from .models.stock import level_of

SERVICE = "Acquisition de matériel informatique à prix solidaire"
MONTHS = 6
_RELAYS = 8
_MARK = "demo-sale-"
# Kind: prices one may read on the shelf, chance that a reception point sells it, sales in a month.
_GOODS = {
    StockKind.LAPTOP: ((110, 130, 150), 1.0, 4),
    StockKind.SMARTPHONE: ((40, 50, 60), 1.0, 6),
    StockKind.TABLET: ((50, 70), 0.6, 2),
    StockKind.BASIC_PHONE: ((15, 20), 0.7, 2),
    StockKind.SIM_CARD: ((2, 5), 1.0, 9),
    StockKind.TOP_UP: ((5, 8, 10), 1.0, 12),
}
# How many days ago each place said it last: fresh for most, a fortnight passed for some.
_AGES = (0, 1, 3, 0, 6, 2, 19, 1, 0, 12, 4, 33)


def build(rng: random.Random, today: date, points: list[Place], relays: list[Place]) -> None:
    """Fill the shelves where they are empty; running again adds only what is missing."""
    programmes = [
        SaleProgrammeFactory(name=name, order=order) for order, name in enumerate(("Prix solidaire", "Cartes SFR", "Don d’entreprise"))
    ]
    selling = [*points, *[relay for relay in relays if SERVICE in relay.services][:_RELAYS]]
    stocked = set(StockItem.objects.filter(place__in=selling).values_list("place_id", flat=True))
    for number, place in enumerate(selling):
        own = random.Random(f"stock {place.source_id}")
        if place.pk not in stocked:
            _shelves(own, place, today, _AGES[number % len(_AGES)], is_point=number < len(points))
    sync_facets(selling)
    if not Sale.objects.filter(key__startswith=_MARK).exists():
        _sales(rng, today, points, programmes)
    _requests(points)


def _shelves(rng: random.Random, place: Place, today: date, age: int, *, is_point: bool) -> None:
    for kind, (prices, chance, _pace) in _GOODS.items():
        if rng.random() > (chance if is_point else chance * 0.5):
            continue
        counts = rng.random() < 0.4
        count = rng.choice((0, 1, 2, 4, 7, 11)) if counts else None
        level = level_of(count) if count is not None else rng.choices(Level.values, (5, 3, 2))[0]
        is_card = kind in (StockKind.SIM_CARD, StockKind.TOP_UP)
        StockItemFactory(
            place=place,
            kind=kind,
            level=level,
            count=count,
            price_from=Decimal(rng.choice(prices)),
            buyers=Buyers.EVERYBODY if kind == StockKind.TOP_UP else Buyers.LOW_INCOME,
            proofs=[Proof.IDENTITY, Proof.BENEFITS, Proof.JOBSEEKER] if kind == StockKind.SIM_CARD else [] if is_card else _papers(rng),
            referral_way=ReferralWay.NONE if is_card else rng.choice((ReferralWay.PRINTED, ReferralWay.PRINTED, ReferralWay.ASK)),
            updated_at=_moment(place, today - timedelta(days=age + rng.choice((0, 0, 1))), rng),
        )


def _papers(rng: random.Random) -> list[str]:
    return [Proof.BENEFITS, Proof.JOBSEEKER, *rng.sample((Proof.TAX, Proof.HEALTH, Proof.SOCIAL_WORKER), 1)]


def _moment(place: Place, day: date, rng: random.Random) -> datetime:
    return from_place(datetime.combine(day, time(rng.randint(9, 11), rng.choice((0, 10, 25, 40)))), place.time_zone)


def _sales(rng: random.Random, today: date, points: list[Place], programmes: list[SaleProgramme]) -> None:
    days = [day for day in (today - timedelta(days=back) for back in range(1, MONTHS * 30)) if day.weekday() < 5]
    own, cards, gift = programmes
    sales = []
    for place in points:
        for kind, (prices, _chance, pace) in _GOODS.items():
            for day in rng.choices(days, k=rng.randint(pace * MONTHS // 3, pace * MONTHS // 2)):
                programme = cards if kind in (StockKind.SIM_CARD, StockKind.TOP_UP) else gift if rng.random() < 0.15 else own
                sales.append((day, place, kind, Decimal(rng.choice(prices)), programme, _moment(place, day, rng)))
    sales.sort(key=lambda sale: (sale[5], sale[1].pk, sale[2]))
    Sale.objects.bulk_create(
        [
            Sale(
                place=place,
                kind=kind,
                quantity=2 if kind == StockKind.TOP_UP and number % 5 == 0 else 1,
                unit_price=price,
                programme=programme,
                key=f"{_MARK}{number}",
                sold_at=moment,
                local_day=day,
            )
            for number, (day, place, kind, price, programme, moment) in enumerate(sales)
        ],
        batch_size=500,
    )


def _requests(points: list[Place]) -> None:
    """A few people in line where none is left, and two referrals to try."""
    if not StockAlert.objects.filter(place__in=points).exists():
        gone = StockItem.objects.filter(place__in=points, level=Level.NONE).order_by("place", "pk")[:4]
        for number, item in enumerate(gone):
            for place_in_line in range(1 + number % 2):
                phone = f"+3363998{number:02d}{place_in_line + 40:02d}"
                StockAlertFactory(place=item.place, kind=item.kind, phone=phone, first_name=("Awa", "Nadia", "Yanis")[number % 3])
    for number, (place, code) in enumerate(zip(points, ("CENTRE22", "MARCHE79"), strict=False)):
        if not StockReferral.objects.filter(number=code).exists():
            StockReferralFactory(number=code, place=place, kind=(StockKind.LAPTOP, StockKind.SIM_CARD)[number])
