"""A structure keeps its own entry by its private link; it is written down, and shown to the team."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.places.factories import RelayFactory
from catalogue.places.joining import keeping, links
from catalogue.places.joining.factories import PlaceLinkFactory
from catalogue.places.models import EntryChange, Place, PlaceLink, StockItem
from core.models import Message

from .test_application import WEEK

pytestmark = pytest.mark.django_db


def at(link, name, *more):
    return reverse(f"joining:{name}", args=[link.token, *more])


def fresh(link):
    return Place.objects.get(pk=link.place_id)


@pytest.mark.both
def test_hours_changed_by_the_structure_are_shown_at_once_and_written_down(client, link):
    response = client.post(at(link, "edit", "horaires"), WEEK)
    assert response.url == link.get_absolute_url() + "?fait=1"
    assert "C’est enregistré" in client.get(response.url).content.decode()
    place = fresh(link)
    assert place.opening_hours == "Mo 09:00-12:00; PH off"
    change = EntryChange.objects.get()
    assert change.values == {"opening_hours": ["Mo-Fr 09:00-12:00; PH off", "Mo 09:00-12:00; PH off"]}
    assert change.link == link and change.seen_at is None
    assert "opening_hours" in place.local_fields


def test_saving_without_a_change_writes_nothing(client, link):
    page = client.get(at(link, "edit", "horaires"))
    same = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    same["by_appointment"] = ""
    client.post(at(link, "edit", "horaires"), {name: value for name, value in same.items() if value})
    assert not EntryChange.objects.exists()


def test_every_screen_of_the_space_opens_and_changes_nothing_by_get(client, link):
    before = Place.objects.values().get(pk=link.place_id)
    addresses = [at(link, "edit", slug) for slug in ("horaires", "public", "rendez-vous", "services", "aide", "publics")]
    addresses += [link.get_absolute_url(), at(link, "closures"), at(link, "texts", "fr"), at(link, "texts", "ar"), at(link, "ask_access")]
    addresses += [at(link, "stock"), at(link, "stock_item", "ordinateur")]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "no-store" in response["Cache-Control"]
    assert Place.objects.values().get(pk=link.place_id) == before
    assert client.get(at(link, "confirm")).status_code == 405


def test_phone_services_and_texts_are_kept(client, link):
    client.post(at(link, "edit", "public"), {"phone": "05 36 49 00 01", "email": "accueil@exemple.invalid", "website": ""})
    client.post(at(link, "edit", "services"), {"services": ["Insertion professionnelle via le numérique"]})
    client.post(at(link, "texts", "fr"), {"summary": "Un lieu calme.", "papers_asked": "Aucun"})
    client.post(at(link, "texts", "ar"), {"summary": "مكان هادئ."})
    place = fresh(link)
    assert (place.phone, place.emails, place.summary) == ("+33536490001", ["accueil@exemple.invalid"], "Un lieu calme.")
    assert place.services == ["Insertion professionnelle via le numérique"]
    assert place.facets.filter(facet="service:employment").exists()
    assert place.texts.get(language="ar").summary == "مكان هادئ."
    assert [sorted(change.values) for change in EntryChange.objects.order_by("pk")] == [
        ["emails", "phone"],
        ["services"],
        ["papers_asked", "summary"],
        ["summary:ar"],
    ]


def test_values_that_the_vocabulary_does_not_have_are_not_lost(client, tree, communes):
    link = PlaceLinkFactory(place=RelayFactory(services=["Ancien service", "Aide aux démarches administratives"]))
    assert "Ancien service" in client.get(at(link, "edit", "services")).content.decode()
    client.post(at(link, "edit", "services"), {"services": ["Ancien service"]})
    assert fresh(link).services == ["Ancien service"]


def test_the_structure_says_how_one_books_and_the_open_data_follow(client, link):
    url = at(link, "edit", "rendez-vous")
    client.post(url, {"booking_mode": "own_site", "booking_url": "https://exemple.fr/rdv"})
    place = fresh(link)
    assert (place.booking_mode, place.booking_url, place.appointment_url) == ("own_site", *["https://exemple.fr/rdv"] * 2)
    assert place.access_modes == ["Prendre un RDV en ligne"]
    page = client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()
    assert page.count('href="https://exemple.fr/rdv"') == 1
    client.post(url, {"booking_mode": "walk_in", "booking_url": ""})
    place = fresh(link)
    assert (place.booking_url, place.appointment_url, place.access_modes) == ("", "", ["Se présenter"])


def test_the_structure_changes_neither_its_name_nor_its_address(client, link):
    client.post(
        at(link, "edit", "public"), {"phone": "05 36 49 00 01", "name": "Pirate", "address": "Ailleurs", "is_listed": "", "lat": "0"}
    )
    place = fresh(link)
    assert (place.name, place.address, place.is_listed) == ("La Passerelle", link.place.address, True)


def test_holidays_close_the_place_and_may_be_taken_back(client, link):
    first, last = timezone.localdate() + timedelta(days=3), timezone.localdate() + timedelta(days=10)
    client.post(at(link, "closures"), {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"})
    assert f"{first.year} " in fresh(link).opening_hours and fresh(link).opening_hours.endswith("off")
    place = fresh(link)
    assert "Fermé quelques jours" in client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()
    client.post(at(link, "edit", "horaires"), WEEK)
    assert fresh(link).opening_hours.count("off") == 2, "new hours keep the holidays"
    client.post(at(link, "closures"), {"drop": f"{first}_{last}"})
    assert fresh(link).opening_hours == "Mo 09:00-12:00; PH off"


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("24/12/2099", "31/12/2099", "first"),
        ("31/12/2026", "24/12/2026", "last"),
        ("01/01/2020", "02/01/2020", "last"),
        ("demain", "31/12/2026", "first"),
        ("", "", "first"),
        ("\x00", "9" * 5000, "first"),
    ],
)
def test_a_mistake_in_the_holidays_gets_a_sentence(client, link, first, last, field):
    response = client.post(at(link, "closures"), {"first": first, "last": last})
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not EntryChange.objects.exists()


def test_a_place_without_hours_is_led_to_write_them_first(client, tree, communes):
    link = PlaceLinkFactory(place=RelayFactory(opening_hours=""))
    assert at(link, "edit", "horaires") in client.get(at(link, "closures")).content.decode()


def test_hours_the_grid_cannot_show_are_said_before_they_are_replaced(client, tree, communes):
    link = PlaceLinkFactory(place=RelayFactory(opening_hours="Un mardi sur deux, appelez"))
    assert "Un mardi sur deux" in client.get(at(link, "edit", "horaires")).content.decode()


def test_one_press_says_that_everything_is_right(client, link):
    Place.objects.filter(pk=link.place_id).update(verified_on=date(2020, 1, 1), flags=[keeping.OUT_OF_DATE, "point_far"])
    client.post(at(link, "confirm"))
    place = fresh(link)
    assert place.verified_on == timezone.localdate() and place.flags == ["point_far"]
    assert "Vérifié le" in client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()


def test_a_revoked_link_opens_and_changes_nothing(client, link):
    links.revoke_link(link.pk)
    for address in (link.get_absolute_url(), at(link, "closures"), at(link, "edit", "horaires"), at(link, "stock")):
        assert client.get(address).status_code == 404
        assert client.post(address, WEEK).status_code in (404, 405)
    assert fresh(link).opening_hours == "Mo-Fr 09:00-12:00; PH off"


def test_a_link_revoked_while_a_screen_is_open_changes_nothing(link):
    links.revoke_link(link.pk)
    with pytest.raises(keeping.LinkClosed):
        keeping.change_entry(link, {"phone": ""})


def test_a_new_link_replaces_the_old_one_and_is_sent(client, link):
    new = links.open_link(link.place, name="Awa", email="awa@exemple.invalid")
    assert client.get(link.get_absolute_url()).status_code == 404
    assert client.get(new.get_absolute_url()).status_code == 200
    assert new.get_absolute_url() in Message.objects.get(kind="relay_space_link").body
    assert PlaceLink.objects.filter(revoked_at=None).count() == 1


def test_the_link_never_shows_who_booked(client, link):
    page = client.get(link.get_absolute_url()).content.decode()
    assert "jamais avec ce lien" in page


def test_stock_is_kept_by_the_same_link(client, link):
    client.post(at(link, "stock"), {"say": "ordinateur:few"})
    assert StockItem.objects.get(place=link.place).level == "few"
    client.post(at(link, "stock"), {"say": "ordinateur:<script>"})
    client.post(at(link, "stock"), {"say": "voiture:few"})
    assert StockItem.objects.get().level == "few"
    client.post(
        at(link, "stock_item", "ordinateur"), {"level": "plenty", "price_from": "100", "buyers": "everybody", "referral_way": "none"}
    )
    client.post(at(link, "stock"), {"same": "1"})
    assert client.get(at(link, "stock")).status_code == 200
    client.post(at(link, "stock_item", "ordinateur"), {"stop": "1"})
    assert not StockItem.objects.exists()


def test_the_space_costs_a_fixed_number_of_queries(client, link, django_assert_max_num_queries):
    client.get(link.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(link.get_absolute_url())


def test_coordinators_see_what_was_changed_and_mark_it_seen(client, link, chief):
    client.post(at(link, "edit", "horaires"), WEEK)
    change = EntryChange.objects.get()
    listed = client.get(reverse("wagtailsnippets_places_entrychange:list"), {"seen": "true"}).content.decode()
    assert "La Passerelle" in listed and "horaires" in listed
    page = client.get(reverse("wagtailsnippets_places_entrychange:inspect", args=[change.pk])).content.decode()
    assert "Mo 09:00-12:00; PH off" in page
    client.post(reverse("joining_admin:seen", args=[change.pk]))
    change.refresh_from_db()
    assert change.seen_by == chief
    history = client.get(reverse("wagtailsnippets_places_place:history", args=[link.place_id])).content.decode()
    assert "Modifié par la structure" in history


def test_the_team_opens_and_revokes_a_link_from_the_admin(client, tree, communes, chief):
    place = RelayFactory(name="La Halte")
    page = client.get(reverse("wagtailsnippets_places_place:inspect", args=[place.pk])).content.decode()
    assert reverse("joining_admin:open_link", args=[place.pk]) in page
    client.post(reverse("joining_admin:open_link", args=[place.pk]), {"name": "Awa", "email": "awa@exemple.invalid"})
    link = PlaceLink.objects.get(place=place)
    inspect = reverse("wagtailsnippets_places_placelink:inspect", args=[link.pk])
    shown = client.get(inspect).content.decode()
    assert "awa@exemple.invalid" in shown and link.token not in shown
    assert client.get(reverse("wagtailsnippets_places_placelink:list"), {"works": "true"}).status_code == 200
    client.post(reverse("joining_admin:ask_now", args=[link.pk]))
    assert Message.objects.filter(kind="relay_confirm").count() == 1
    client.post(reverse("joining_admin:revoke_link", args=[link.pk]))
    link.refresh_from_db()
    assert link.revoked_at


def test_a_coordinator_touches_the_links_of_their_own_places_only(client, coordinator, link):
    client.force_login(coordinator)
    assert "La Passerelle" not in client.get(reverse("wagtailsnippets_places_placelink:list")).content.decode()
    for name in ("new_link", "revoke_link", "ask_now"):
        assert client.post(reverse(f"joining_admin:{name}", args=[link.pk])).status_code == 404
    assert client.post(reverse("joining_admin:open_link", args=[link.place_id]), {}).status_code == 404
