"""The geocoder, spoken to over real HTTP: a server of our own that is slow, wrong, hostile, or right."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from catalogue.places.near import find_near
from catalogue.places.searching import geocoder

GRENOBLE = (5.7311, 45.1912)


@contextmanager
def serving(answer):
    """Run a server that gives each request to ``answer(handler)``; yields its address and the list of questions asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append({key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()})
            with suppress(OSError):  # who asked has gone
                answer(self)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/search", asked
    finally:
        server.shutdown()
        server.server_close()


def feature(label="12 Rue des Lilas 38000 Grenoble", point=GRENOBLE, score=0.9, code="38185", kind="housenumber"):
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(point)},
        "properties": {"label": label, "score": score, "citycode": code, "type": kind},
    }


def saying(*features, status=200, body=None, headers=()):
    def answer(handler):
        content = body if body is not None else json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


@pytest.fixture(autouse=True)
def alone(communes, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ask(settings):
    """``ask(answer, *texts)`` returns the answers of find_near and what the server was asked."""

    def go(answer, *texts):
        with serving(answer) as (url, asked):
            settings.GEOCODER_URL = url
            return [find_near(text) for text in texts], asked

    return go


def test_an_address_is_a_point_and_is_asked_once(ask):
    (first, again), asked = ask(saying(feature()), "12 rue des Lilas Grenoble", "12, RUE DES LILAS   grenoble")
    assert (first.near.lat, first.near.lon, first.near.source) == (45.191, 5.731, "address")
    assert first.near.label == "12 Rue des Lilas 38000 Grenoble"
    assert first.town_hall[0] == "Grenoble"
    assert again.near == first.near
    assert len(asked) == 1
    assert asked[0]["q"] == "12 rue des Lilas Grenoble"


def test_the_postcode_narrows_the_question(ask):
    _answers, asked = ask(saying(feature()), "12 rue des Lilas 38000 Grenoble")
    assert asked[0]["postcode"] == "38000"


@pytest.mark.parametrize("typed", ["Grenoble", "38000", "Grenobel", "angou", "Saint-Denis", "", "😀", "x" * 200])
def test_what_the_gazetteer_answers_is_never_asked(ask, typed):
    _answers, asked = ask(saying(feature()), typed)
    assert asked == []


def test_addresses_as_likely_as_each_other_are_a_choice_that_leads_back(ask):
    there = feature("Rue des Lilas 93200 Saint-Denis", (2.3539, 48.9356), 0.89, "93066")
    (answer,), _asked = ask(saying(feature(), there), "rue des lilas")
    assert [choice.label for choice in answer.choices] == ["12 Rue des Lilas 38000 Grenoble", "Rue des Lilas 93200 Saint-Denis"]
    chosen = find_near("rue des lilas", commune=answer.choices[1].code)
    assert (chosen.near.label, chosen.near.source) == ("rue des lilas, Saint-Denis (93)", "address")


def test_a_town_that_the_geocoder_guesses_is_asked_about(ask):
    (answer,), _asked = ask(saying(feature("Grenoble", kind="municipality")), "vers la tour de Grnble")
    assert (answer.guessed, [choice.code for choice in answer.choices]) == (True, ["38185"])


@pytest.mark.parametrize(
    "odd",
    [
        feature(point=(-3.70, 40.41)),  # Madrid
        feature(point=(45.19, 5.73)),  # the wrong way round
        feature(point=(float("nan"), 45.0)),
        feature(point=(1e300, 45.0)),
        feature(score=0.2),
        feature(score="beaucoup"),
        feature(label="\x00\u202e"),
        {"geometry": None, "properties": None},
        "feature",
        None,
    ],
)
def test_answers_abroad_or_without_sense_are_refused(ask, odd):
    (answer,), asked = ask(saying(odd), "12 rue des Lilas Grenoble")
    assert len(asked) == 1
    assert (answer.near.source, answer.near.commune_code) == ("commune", "38185")
    assert answer.told


def fails(ask, answer):
    """Ask twice: the first is refused, the second does not even ask."""
    (first, second), asked = ask(answer, "12 rue des Lilas Grenoble", "14 rue des Lilas Grenoble")
    assert [each.near.source for each in (first, second)] == ["commune", "commune"]
    assert first.told
    assert len(asked) == 1


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b'{"features": 3}', b"[" * 30_000, b"\xff\xfe"])
def test_an_answer_that_is_no_geojson_is_refused_and_the_geocoder_left_alone(ask, body):
    fails(ask, saying(body=body))


def test_a_huge_answer_is_not_read_to_its_end(ask):
    sent = []

    def flood(handler):
        handler.send_response(200)
        handler.end_headers()
        while len(sent) < 2000:
            handler.wfile.write(b" " * 65536)
            sent.append(1)

    fails(ask, flood)
    assert len(sent) < 200


def test_a_packed_answer_is_refused(ask):
    fails(ask, saying(feature(), headers=[("Content-Encoding", "gzip")]))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_to_an_internal_address_is_not_followed(ask, status):
    with serving(saying(feature())) as (internal, asked_inside):
        fails(ask, saying(status=status, body=b"", headers=[("Location", internal)]))
    assert asked_inside == []


@pytest.mark.parametrize("drips", [False, True])
def test_a_slow_server_holds_nobody_longer_than_the_timeout(ask, monkeypatch, drips):
    monkeypatch.setattr(geocoder, "TIMEOUT", 1)
    done = threading.Event()

    def slow(handler):
        if drips:
            handler.send_response(200)
            handler.end_headers()
        for _byte in range(200):
            if done.wait(0.05):
                return
            if drips:
                handler.wfile.write(b" ")

    begun = time.monotonic()
    fails(ask, slow)
    done.set()
    assert time.monotonic() - begun < 5


def test_a_server_that_is_not_there_costs_a_sentence(settings):
    settings.GEOCODER_URL = "http://127.0.0.1:9/search"
    assert find_near("12 rue des Lilas Grenoble").told


@pytest.mark.parametrize(("asked_for", "kept"), [("120", 120), ("999999999", 3600), ("soon", 60), ("", 60), ("-5", 60)])
def test_too_many_requests_is_respected_for_as_long_as_it_asks(ask, monkeypatch, asked_for, kept):
    rests = []
    real = cache.set
    monkeypatch.setattr(geocoder.cache, "set", lambda key, *rest, **named: (rests.append((key, *rest[1:])), real(key, *rest, **named)))
    fails(ask, saying(status=429, body=b"", headers=[("Retry-After", asked_for)]))
    assert ("places:geocoder:rest", kept) in rests


def test_a_date_after_which_to_come_back_is_read():
    assert geocoder._rest_asked("Wed, 21 Oct 2099 07:28:00 GMT") == geocoder.LONGEST_REST
    assert geocoder._rest_asked("Wed, 21 Oct 2015 07:28:00 GMT") == 1


def test_what_visitors_type_stays_out_of_the_logs(ask, caplog):
    fails(ask, saying(status=500, body=b"rue des Lilas"))
    assert "Lilas" not in caplog.text
