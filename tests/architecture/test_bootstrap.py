"""Set-up fetches uv by itself, does each step once, and does it again when its sources change."""

import hashlib
import io
import json
import zipfile

import pytest

import bootstrap

pytestmark = pytest.mark.once


def index(folder, version="0.9.7", *, damaged=False):
    """Make a package index of files with one uv in it; give its address."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as wheel:
        wheel.writestr(f"uv-{version}.data/scripts/uv", "#!/bin/sh\necho uv 0.9.7\n")
    name = f"uv-{version}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
    (folder / "uv").mkdir(parents=True)
    (folder / name).write_bytes(packed.getvalue())
    told = "0" * 64 if damaged else hashlib.sha256(packed.getvalue()).hexdigest()
    files = [{"filename": name, "url": (folder / name).as_uri(), "hashes": {"sha256": told}}]
    return files


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Serve an index from a folder, as if this were a plain Linux machine."""

    def serve(**changes):
        files = index(tmp_path / "index", **changes)
        listing = tmp_path / "index" / "listing.json"
        listing.write_text(json.dumps({"files": files}))
        real = bootstrap.urllib.request.urlopen

        def fetch(question):
            address = getattr(question, "full_url", question)
            return real(listing.as_uri() if address.endswith("/uv/") else address)

        monkeypatch.setattr(bootstrap.urllib.request, "urlopen", fetch)
        monkeypatch.setattr(bootstrap.platform, "system", lambda: "Linux")
        monkeypatch.setattr(bootstrap.platform, "machine", lambda: "x86_64")
        return "https://index.example/simple"

    return serve


def test_without_pip_uv_is_taken_out_of_its_wheel(tmp_path, served):
    bootstrap.fetch_uv_by_hand(served(), tmp_path / "bin")
    assert bootstrap.works(tmp_path / "bin" / "uv")


def test_a_damaged_wheel_is_not_used(tmp_path, served):
    with pytest.raises(SystemExit, match="beschadigd"):
        bootstrap.fetch_uv_by_hand(served(damaged=True), tmp_path / "bin")
    assert not (tmp_path / "bin" / "uv").exists()


def wheel_names(*tags):
    """Make a listing."""
    return [{"filename": f"uv-{tag}.whl", "url": "", "hashes": {}} for tag in tags]


@pytest.mark.parametrize(
    ("system", "machine", "chosen"),
    [
        ("Linux", "x86_64", "uv-0.10.2-py3-none-manylinux_2_17_x86_64.whl"),
        ("Linux", "aarch64", "uv-0.9.1-py3-none-manylinux_2_17_aarch64.whl"),
        ("Darwin", "arm64", "uv-0.9.9-py3-none-macosx_11_0_arm64.whl"),
    ],
)
def test_the_newest_wheel_for_this_machine_is_chosen(system, machine, chosen):
    files = wheel_names(
        "0.9.1-py3-none-manylinux_2_17_x86_64",
        "0.10.2-py3-none-manylinux_2_17_x86_64",
        "0.9.12-py3-none-manylinux_2_17_x86_64",
        "0.4.1-py3-none-manylinux_2_17_aarch64",
        "0.9.1-py3-none-manylinux_2_17_aarch64",
        "0.9.9-py3-none-macosx_11_0_arm64",
        "1.2.0-py3-none-manylinux_2_17_x86_64",
    )
    assert bootstrap.choose_wheel(files, system, machine)["filename"] == chosen


def test_a_machine_without_a_wheel_is_told_what_to_install():
    with pytest.raises(SystemExit, match="Install python3-pip or uv"):
        bootstrap.choose_wheel(wheel_names("0.9.1-py3-none-win_amd64"), "Linux", "riscv64")


def test_a_step_is_done_once_and_again_when_its_sources_change(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")
    made, done = tmp_path / "made", []

    def work():
        done.append(1)
        made.touch()

    for made_from in ("one", "one", "two"):
        bootstrap.step("thing", "Making", made_from, made, work)
    assert len(done) == 2
    made.unlink()
    bootstrap.step("thing", "Making", "two", made, work)
    assert len(done) == 3


def test_a_step_that_failed_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")

    def fail():
        raise SystemExit(1)

    for _ in range(2):
        with pytest.raises(SystemExit):
            bootstrap.step("thing", "Making", "one", tmp_path, fail)
    assert not (tmp_path / "stamps" / "thing").exists()
