"""Fetch a file from an address: https only, never from inside our own network, neither too large nor too slow.

Names are resolved here and the connection goes to the very address that was checked, so that a name which changes its answer
meanwhile (DNS rebinding) and a redirection to an internal address lead nowhere.
"""

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore
from django.utils.translation import gettext as _

from .refusal import UnreadableFile
from .sniffing import LARGEST, too_large

_MOST_REDIRECTIONS = 5
_SECONDS_TO_CONNECT = 10
_SECONDS_OF_SILENCE = 20
_SECONDS_IN_ALL = 300
_NAT64 = ip_network("64:ff9b::/96")  # an IPv4 address in IPv6 clothes


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is out on the internet: not loopback, private, link-local, multicast, nor one of those in disguise."""
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inside is None and address in _NAT64:
            inside = IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None and not is_public(inside):
            return False
        if address.is_site_local:  # the private range of old
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


@dataclass(frozen=True)
class Policy:
    """Which addresses are asked; the tests allow their own server's."""

    may_connect: Callable[[IPv4Address | IPv6Address], bool] = is_public
    schemes: tuple[str, ...] = ("https",)
    largest: int = LARGEST
    seconds: float = _SECONDS_IN_ALL


class _CheckedNetwork(httpcore.SyncBackend):
    def __init__(self, policy: Policy, deadline: float) -> None:
        self.policy, self.deadline = policy, deadline

    def connect_tcp(self, host: str, port: int, timeout=None, local_address=None, socket_options=None) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreadableFile(_("This address does not exist: %(host)s.") % {"host": host[:100]}) from error
        addresses = list(dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in found))
        # One answer that is inside is enough to refuse: an honest name has none.
        if not addresses or not all(self.policy.may_connect(ip_address(address)) for address in addresses):
            raise UnreadableFile(_("This address is inside a private network: %(host)s.") % {"host": host[:100]})
        stream = super().connect_tcp(addresses[0], port, _left(self.deadline, timeout), local_address, socket_options)
        return _Hurried(stream, self.deadline)


class _Hurried(httpcore.NetworkStream):
    """A connection that ends at the deadline: a timeout for each read alone lets a server send a header byte by byte, for weeks."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline, timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Hurried(self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline, timeout)), self.deadline)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Return the seconds that one step may take; raises TimeoutError when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left if timeout is None else min(left, timeout)


def fetch(url: str, target: BinaryIO, policy: Policy | None = None) -> str:
    """Write to ``target`` what is at an address; returns the address it came from in the end. Raises UnreadableFile with a sentence."""
    policy = policy or Policy()
    deadline = time.monotonic() + policy.seconds
    timeout = {"connect": _SECONDS_TO_CONNECT, "read": _SECONDS_OF_SILENCE, "write": _SECONDS_OF_SILENCE, "pool": 1}
    trust = ssl.create_default_context(cafile=certifi.where())
    with httpcore.ConnectionPool(ssl_context=trust, network_backend=_CheckedNetwork(policy, deadline)) as pool:
        for _turn in range(_MOST_REDIRECTIONS + 1):
            check_url(url, policy)
            headers: dict[bytes | str, bytes | str] = {
                "Host": _host(url),
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "User-Agent": "annuaire-inclusion-numerique",
            }
            try:
                with pool.stream("GET", url, headers=headers, extensions={"timeout": timeout}) as response:
                    there = _redirection(response, url)
                    if not there:
                        _save(response, target, policy, deadline)
                        return url
                    url = there
            except (httpcore.TimeoutException, TimeoutError) as error:
                raise UnreadableFile(_("The server takes too long to answer. Try again later.")) from error
            except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
                raise UnreadableFile(_("The file could not be fetched whole: the connection failed.")) from error
    raise UnreadableFile(_("This address leads from one to another without end."))


def check_url(url: str, policy: Policy | None = None) -> None:
    """Raise UnreadableFile for an address that is not asked at all, before any connection."""
    schemes = (policy or Policy()).schemes
    try:
        parts = urlsplit(url)
        host, has_password, _port = parts.hostname, parts.username is not None or parts.password is not None, parts.port
    except ValueError as error:
        raise UnreadableFile(_("This is no address of a file. Write one that begins with https://.")) from error
    if parts.scheme.lower() not in schemes or not host or not url.isascii() or any(character <= " " for character in url):
        raise UnreadableFile(_("Only addresses that begin with https:// are fetched."))
    if has_password:
        raise UnreadableFile(_("An address with a user name or a password in it is not fetched."))


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _redirection(response: httpcore.Response, url: str) -> str:
    if response.status in (301, 302, 303, 307, 308):
        location = _header(response, b"location")
        if location:
            return urljoin(url, location)
    if response.status != 200:
        raise UnreadableFile(_("The server answers “%(status)d” instead of the file.") % {"status": response.status})
    return ""


def _save(response: httpcore.Response, target: BinaryIO, policy: Policy, deadline: float) -> None:
    announced = _header(response, b"content-length")
    if announced.isdecimal() and int(announced) > policy.largest:
        raise UnreadableFile(too_large())
    size = 0
    for block in _decoded(response.iter_stream(), _header(response, b"content-encoding").lower()):
        size += len(block)
        if size > policy.largest:
            raise UnreadableFile(too_large())
        if time.monotonic() > deadline:
            raise TimeoutError
        target.write(block)


def _decoded(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Give the content; some servers compress whatever one asks. Never more than a block at once, so that a bomb meets the cap."""
    if encoding in ("", "identity"):
        yield from blocks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableFile(_("This file is compressed. Unpack it, then import the CSV or JSON file that it holds."))
    inflate = zlib.decompressobj(wbits=47)  # gzip or zlib, by what it begins with
    try:
        for block in blocks:
            while block and not inflate.eof:
                yield inflate.decompress(block, 1 << 20)
                block = inflate.unconsumed_tail
    except zlib.error as error:
        raise UnreadableFile(_("The file could not be fetched whole: the connection failed.")) from error
    if not inflate.eof:
        raise UnreadableFile(_("The file could not be fetched whole: the connection failed."))


def _header(response: httpcore.Response, name: bytes) -> str:
    return next((value.decode("latin-1").strip() for key, value in response.headers if key.lower() == name), "")
