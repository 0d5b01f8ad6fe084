"""Nothing personal reaches a log line."""

import io
import logging

import pytest

from config.settings import base
from core.logs import MaskPrivate, PrivateFormatter, mask_private
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


def test_what_an_error_quotes_is_masked_and_the_functions_keep_their_names():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PrivateFormatter("%(message)s"))

    def a_function_with_a_rather_long_name_v2():
        raise ValueError("Key (phone, email, token)=(+33639981234, awa@exemple.invalid, aB3dEf6hIj9kLm2nOp5qRs) already exists")

    log = logging.Logger("trial")
    log.addHandler(handler)
    try:
        a_function_with_a_rather_long_name_v2()
    except ValueError:
        log.exception("it broke")
    written = stream.getvalue()
    assert "a_function_with_a_rather_long_name_v2" in written and "[phone], [e-mail], [token]" in written
    assert "33639981234" not in written and "aB3dEf6" not in written.split("ValueError: Key")[1]
    assert base.LOGGING["formatters"]["line"]["class"] == "core.logs.PrivateFormatter"
