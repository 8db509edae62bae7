"""Which addresses we go to: those of the open internet, at the usual doors."""

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from wijkschakel.network.fetching.errors import NotFetched

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?\.?|[0-9a-f:.]{2,45}")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# What the library calls global in one version or another, and never leads to a page.
CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "168.63.129.16/32", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
        "3fff::/20", "5f00::/16", "fec0::/10", "fc00::/7",
    )
]  # fmt: skip
# Also for a host that is named in the settings: nobody keeps a calendar here.
NEVER = [ipaddress.ip_network(text) for text in ("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32")]
INSIDE_IPV6 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """Where a page is, and the numbers at which it was found safe to ask for it."""

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]
    is_named: bool = False

    @property
    def label(self) -> str:
        """Give the name of the host with its port, as the Host header has it."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """Give the whole address."""
        return f"{self.scheme}://{self.label}{self.path}"


def safe_target(url: str, allowed: Collection[str] = ()) -> Target:
    """Take an address apart and look its host up, once; refuse what is not safe.

    :param allowed: hosts inside that this installation needs, as `name` or `name:port`.
    """
    scheme, host, port, path = _taken_apart(url)
    is_named = bool({host, f"{host}:{port}"} & {name.lower() for name in allowed})
    if port != PORTS[scheme] and not is_named:
        raise NotFetched("port", host, port=port)
    numbers = _look_up(host, port)
    for number in numbers:
        if not is_open(number, is_named=is_named):
            raise NotFetched("inside", host)
    return Target(scheme, host, port, path, tuple(numbers), is_named)


def _taken_apart(url: str) -> tuple[str, str, int, str]:
    if len(url) > LONGEST or re.search(r"[\x00-\x20\x7f\\]", url):
        raise NotFetched("address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotFetched("address") from error
    if parts.scheme not in PORTS:
        raise NotFetched("scheme", host)
    if parts.username is not None or parts.password is not None:
        raise NotFetched("credentials", host)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return parts.scheme, _plain(host), port or PORTS[parts.scheme], path


def _plain(host: str) -> str:
    """Write a name with letters of other alphabets as the network knows it."""
    try:
        name = host if ":" in host else host.encode("idna").decode().lower()
    except UnicodeError as error:
        raise NotFetched("address") from error
    if not HOST.fullmatch(name):
        raise NotFetched("address")
    return name


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched("unknown_host", host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_open(number: str, *, is_named: bool = False) -> bool:
    """Say whether we may go to a number; a named host may also be one inside."""
    if "%" in number:  # a number that only means something on one network card
        return False
    try:
        address = _inner(ipaddress.ip_address(number))
    except ValueError:
        return False
    if address.is_multicast or address.is_unspecified or _within(address, NEVER):
        return False
    return is_named or (address.is_global and not _within(address, CLOSED))


def _within(
    address: Address, networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network]
) -> bool:
    return any(address in network for network in networks if network.version == address.version)


def _inner(address: Address) -> Address:
    """Give the old number that is written inside a new one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in INSIDE_IPV6:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if int(address) >> 32 == 0 and int(address) > 1:  # the old way of writing ::127.0.0.1
        return ipaddress.IPv4Address(int(address))
    return address.ipv4_mapped or address.sixtofour or address
