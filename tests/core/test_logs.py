"""Nothing personal reaches a log line."""

import logging

import pytest

from core.logs import MaskPrivate, mask_private
from core.tokens import looks_like_token, new_token


@pytest.mark.parametrize("secret", ["06 39 98 12 34", "+33639981234", "awa@example.org", "0199001234"])
def test_phones_and_addresses_are_masked(secret):
    assert secret not in mask_private(f"booking for {secret} failed")


def test_tokens_and_queries_are_masked_and_the_rest_is_kept():
    token = new_token()
    line = mask_private(f'"GET /reserver/r/{token}/?near=Lyon HTTP/1.1" 200 5120')
    assert token not in line and "Lyon" not in line
    assert line.startswith('"GET /reserver/r/[token]/') and line.endswith("200 5120")


def test_arguments_of_a_log_call_are_masked_too():
    record = logging.LogRecord("x", logging.INFO, "", 1, "to %s", ("06 39 98 12 34",), None)
    MaskPrivate().filter(record)
    assert record.getMessage() == "to [phone]"


def test_a_token_has_128_random_bits_and_a_shape():
    assert len({new_token() for _ in range(100)}) == 100
    assert looks_like_token(new_token())
    assert not looks_like_token("short") and not looks_like_token("é" * 22)
