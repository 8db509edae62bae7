"""Fetching pages of others: whatever they answer, we stay safe, in size and in time."""

import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import time
import tracemalloc

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.network.servers import Script, Service
from wijkschakel.network.fetching import Fetched, Limits, NotChanged, NotFetched, fetch, safe_target
from wijkschakel.network.fetching.addresses import is_open
from wijkschakel.network.fetching.errors import WORDS

OK = b"HTTP/1.1 200 OK\r\n"
PUBLIC = "93.184.215.14"


@pytest.fixture
def service():
    made = Service()
    yield made
    made.close()


@pytest.fixture
def script():
    made = []

    def start(*pieces, **options):
        made.append(Script(*pieces, **options))
        return made[-1]

    yield start
    for each in made:
        each.close()


def get(server, path="/", **options):
    options.setdefault("limits", Limits(1_000_000, 5.0))
    return fetch(server.base + path, allowed=server.allowed, **options)


def code_of(run):
    with pytest.raises(NotFetched) as caught:
        run()
    assert str(caught.value)
    return caught.value.code


def test_a_page_comes_with_what_is_needed_next_time(service):
    service.put("/a", b"hallo", Content_Type="text/calendar", ETag='"7"', Last_Modified="gisteren")
    page = get(service, "/a#deel")
    assert page == Fetched(b"hallo", "text/calendar", f"{service.base}/a", '"7"', "gisteren")


def test_we_say_honestly_who_we_are(service):
    service.put("/", b"x")
    get(service)
    asked = service.headers[0]
    assert asked["User-Agent"].startswith("Wijkschakel")
    assert asked["Host"] == f"127.0.0.1:{service.port}"
    assert not {"Cookie", "Authorization", "If-None-Match"} & set(asked)


def test_a_page_that_is_the_same_is_not_fetched_again(service):
    service.put("/", b"", status=304)
    with pytest.raises(NotChanged):
        get(service, etag='"7"', last_modified="gisteren")
    asked = service.headers[0]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"7"', "gisteren")


def test_nothing_changed_is_no_answer_when_we_did_not_ask(service):
    service.put("/", b"", status=304)
    assert code_of(lambda: get(service)) == "answer"


def test_a_kept_mark_cannot_smuggle_a_header(service):
    service.put("/", b"x")
    get(service, etag='"7"\r\nX-Erbij: 1')
    assert not {"If-None-Match", "X-Erbij"} & set(service.headers[0])


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "gone"), (410, "gone"), (429, "busy"), (503, "busy"), (500, "answer"), (204, "answer"),
     (302, "answer")],
)  # fmt: skip
def test_another_status_has_its_own_code(service, status, code):
    service.put("/", b"", status=status)
    assert code_of(lambda: get(service)) == code


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org/", "scheme"), ("file:///etc/passwd", "scheme"),
        ("//example.org", "scheme"),
        ("javascript:alert(1)", "scheme"), ("", "scheme"), ("gopher://127.0.0.1:25/x", "scheme"),
        ("https://user:geheim@example.org/", "credentials"),
        ("https://user@example.org/", "credentials"),
        ("https://@example.org/", "credentials"),
        ("https://example.org:22/", "port"), ("http://example.org:443/", "port"),
        ("https:///x", "address"), ("https://exa mple.org/", "address"),
        ("https://example.org\\@127.0.0.1/", "address"),
        ("https://example.org/\r\nHost: x", "address"),
        ("https://[::1", "address"), ("https://example.org:99999/", "address"),
        ("https://" + "a" * 3000, "address"), ("https://exam_ple..org/", "address"),
        ("https://-x-/", "address"), ("https://%31%32%37.0.0.1/", "address"),
        ("https://bestaat-niet.invalid/", "unknown_host"),
    ],
)  # fmt: skip
def test_an_address_that_is_not_fetched(url, code):
    assert code_of(lambda: fetch(url)) == code


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.8.8.8", "localhost", "[::1]", "[::]", "0.0.0.0", "10.0.0.8",  # noqa: S104
     "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "[fd00:ec2::254]", "[fe80::1]",
     "[fc00::1]", "[fec0::1]", "224.0.0.1", "[ff02::1]", "255.255.255.255", "192.0.0.192",
     "198.18.0.1", "168.63.129.16", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
     "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:0a00:0001::]",
     "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "127。0。0。1"],
)  # fmt: skip
def test_an_address_inside_is_refused_however_it_is_written(host):
    assert code_of(lambda: safe_target(f"http://{host}/")) in ("inside", "unknown_host", "address")


@pytest.mark.parametrize("number", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_open_internet_is_fine(number):
    assert is_open(number)


@pytest.mark.parametrize("number", ["169.254.169.254", "fd00:ec2::254", "fe80::1", "0.0.0.0",  # noqa: S104
                                    "224.0.0.1", "::ffff:169.254.169.254"])  # fmt: skip
def test_a_named_host_may_be_inside_but_never_where_machines_tell_secrets(number):
    assert is_open("10.0.0.8", is_named=True)
    assert not is_open(number, is_named=True)


def numbers_for(monkeypatch, *answers):
    """Let the names lead to these numbers, a next list each time somebody asks."""
    asked = []

    def look_up(host, port, **_options):
        asked.append(host)
        numbers = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_that_changes_after_the_check_gains_nothing(monkeypatch):
    asked = numbers_for(monkeypatch, [PUBLIC], ["127.0.0.1"])
    opened = []

    def open_line(address, *_options):
        opened.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", open_line)
    assert code_of(lambda: fetch("http://feeds.example.org/")) == "unreachable"
    assert (asked, opened) == (["feeds.example.org"], [(PUBLIC, 80)])


def test_a_name_with_one_number_inside_is_refused(monkeypatch):
    numbers_for(monkeypatch, [PUBLIC, "10.0.0.8"])
    assert code_of(lambda: safe_target("https://feeds.example.org/")) == "inside"


def test_where_the_line_really_went_is_looked_at_too(service, monkeypatch):
    numbers_for(monkeypatch, [PUBLIC])
    real = socket.socket()
    real.connect(("127.0.0.1", service.port))
    monkeypatch.setattr(socket, "create_connection", lambda *_words: real)
    assert code_of(lambda: fetch("http://feeds.example.org/")) == "inside"
    assert service.asked == []


@pytest.mark.parametrize(
    ("where", "code"),
    [("http://169.254.169.254/latest", "inside"), ("http://10.0.0.8/", "inside"),
     ("file:///etc/passwd", "scheme"), ("http://u:p@127.0.0.1/", "credentials"),
     ("http://127.0.0.1:1/", "port"), ("http://[::1/", "address"), ("//localhost/x", "inside")],
)  # fmt: skip
def test_a_redirect_inward_is_refused(service, where, code):
    service.put("/", b"", status=302, Location=where)
    assert code_of(lambda: get(service)) == code


def test_a_redirect_is_followed_and_the_last_address_told(service):
    service.put("/nieuw", b"hier")
    service.put("/oud", b"", status=301, Location="nieuw?a=b")
    page = get(service, "/oud")
    assert (page.body, page.final_url) == (b"hier", f"{service.base}/nieuw?a=b")


def test_five_redirects_are_enough(service):
    for number in range(7):
        service.put(f"/{number}", b"", status=307, Location=f"/{number - 1}")
    service.put("/0", b"hier")
    assert get(service, "/5").body == b"hier"
    assert code_of(lambda: get(service, "/6")) == "redirects"


def test_a_redirect_in_a_circle_ends(service):
    service.put("/", b"", status=302, Location="/")
    assert code_of(lambda: get(service)) == "redirects"
    assert len(service.asked) == 6


def test_too_much_is_refused_by_what_it_promises(script):
    server = script(OK + b"Content-Length: 5000000\r\n\r\n")
    assert code_of(lambda: get(server)) == "too_large"


def test_too_much_is_refused_on_the_way(service):
    service.put("/", b"x" * 1_000_001)
    assert code_of(lambda: get(service)) == "too_large"
    service.put("/", b"x" * 1_000_000)
    assert len(get(service).body) == 1_000_000


def test_chunks_without_end_are_stopped(script):
    chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    server = script(OK + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 500)
    assert code_of(lambda: get(server)) == "too_large"


def test_notes_after_the_last_chunk_without_end_are_stopped(script):
    notes = b"x-note: %s\r\n" % (b"y" * 60_000)
    server = script(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", *[notes] * 50)
    assert code_of(lambda: get(server)) == "too_large"


def test_a_page_that_promises_more_than_it_gives_is_cut_off(script):
    server = script(OK + b"Content-Length: 50\r\n\r\nhallo")
    assert code_of(lambda: get(server)) == "cut_off"


def test_a_page_that_promises_less_is_taken_as_promised(script):
    server = script(OK + b"Content-Length: 5\r\n\r\nhallo en nog veel meer")
    assert get(server).body == b"hallo"


@pytest.mark.parametrize("body", [b"zz\r\nhallo", b"5\r\nhal"])
def test_broken_chunks_are_said(script, body):
    server = script(OK + b"Transfer-Encoding: chunked\r\n\r\n" + body)
    assert code_of(lambda: get(server)) == "cut_off"


@pytest.mark.parametrize(
    "words", [b"hoi\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x16\x03\x01\x00\r\n"]
)
def test_an_answer_that_is_no_http_is_said(script, words):
    assert code_of(lambda: get(script(words))) == "garbled"


def test_an_answer_of_nothing_is_said(script):
    assert code_of(lambda: get(script())) == "cut_off"


def test_a_hundred_headers_is_enough(script):
    headers = b"".join(b"x-%d: y\r\n" % number for number in range(300))
    assert code_of(lambda: get(script(OK + headers + b"\r\n"))) == "garbled"


def test_a_page_that_trickles_in_is_stopped(script):
    server = script(OK + b"\r\n", *[b"x"] * 100, pause=0.05)
    started = time.monotonic()
    assert code_of(lambda: get(server, limits=Limits(1000, 0.4))) == "too_slow"
    assert time.monotonic() - started < 2


def test_headers_that_trickle_in_are_stopped(script):
    server = script(OK, *[b"a"] * 100, pause=0.05)
    assert code_of(lambda: get(server, limits=Limits(1000, 0.4))) == "too_slow"


def test_silence_is_stopped(script):
    server = script(b"x", pause=30)
    assert code_of(lambda: get(server, limits=Limits(1000, 0.3))) == "too_slow"


def test_the_clock_runs_over_all_redirects(script):
    server = script(b"HTTP/1.1 302 x\r\nLocation: /\r\n\r\n", pause=0.15)
    assert code_of(lambda: get(server, limits=Limits(1000, 0.4))) == "too_slow"


def test_nobody_at_home_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        assert code_of(lambda: fetch(f"http://{host}/", allowed=[host])) == "unreachable"


@pytest.mark.parametrize("size", [0, 10, 300_000, 999_999])
def test_a_packed_page_is_unpacked(service, size):
    service.put("/", gzip.compress(b"x" * size), Content_Encoding="gzip")
    assert get(service).body == b"x" * size


def test_a_page_packed_in_two_parts_is_whole(service):
    service.put("/", gzip.compress(b"hal") + gzip.compress(b"lo"), Content_Encoding="gzip")
    assert get(service).body == b"hallo"


def test_a_bomb_is_refused_before_it_is_unpacked(service):
    service.put("/", gzip.compress(b"\0" * 100_000_000, 9), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert code_of(lambda: get(service, limits=Limits(2_000_000, 20.0))) == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_packed_page_that_was_cut_off_is_said(service):
    service.put("/", gzip.compress(b"hallo" * 1000)[:-12], Content_Encoding="gzip")
    assert code_of(lambda: get(service)) == "cut_off"


@pytest.mark.parametrize("packing", ["gzip", "br", "gzip, gzip", "x"])
def test_what_is_packed_otherwise_is_not_read(service, packing):
    service.put("/", b"hallo", Content_Encoding=packing)
    assert code_of(lambda: get(service)) == "packed"


def certificate(folder, name):
    """Make a key and a certificate for a name; it vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    title = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "proef")])
    number = (
        [x509.IPAddress(ipaddress.ip_address(name))] if name[0].isdigit() else [x509.DNSName(name)]
    )
    made = (
        x509.CertificateBuilder().subject_name(title).issuer_name(title).public_key(key.public_key())
        .serial_number(7).not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2090, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName(number), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "proef.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(pem) + secret)
    return file


@pytest.fixture
def secure(tmp_path, script):
    def start(name, *pieces):
        file = certificate(tmp_path, name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        server = script(*pieces, wrap=lambda link: context.wrap_socket(link, server_side=True))
        server.base = server.base.replace("http:", "https:")
        return server, file

    return start


def test_a_certificate_that_fits_is_trusted(secure, monkeypatch):
    server, file = secure("127.0.0.1", OK + b"Content-Length: 5\r\n\r\nhallo")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert get(server).body == b"hallo"


def test_a_certificate_nobody_vouches_for_is_not_trusted(secure):
    server, _file = secure("127.0.0.1", OK + b"\r\nhallo")
    assert code_of(lambda: get(server)) == "not_trusted"


def test_a_certificate_of_another_name_is_not_trusted(secure, monkeypatch):
    server, file = secure("feeds.example.org", OK + b"\r\nhallo")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert code_of(lambda: get(server)) == "not_trusted"


def test_from_safe_to_unsafe_is_not_followed(secure, monkeypatch):
    answer = b"HTTP/1.1 302 x\r\nLocation: http://127.0.0.1/\r\n\r\n"
    server, file = secure("127.0.0.1", answer)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert code_of(lambda: get(server)) == "downgrade"


def test_every_code_has_words():
    assert all(
        str(NotFetched(code, "x.nl", a=1)) == f"x.nl: {WORDS[code]} (a: 1)" for code in WORDS
    )
