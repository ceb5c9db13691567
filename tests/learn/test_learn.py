"""python -m service learn: pages in, a file of profiles out, whatever the pages are."""

import fcntl
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sluice.bulk.command import bulk
from sluice.learn import command
from sluice.site_profiles import file
from sluice.site_profiles.profile import Place, unpacked
from tests.archives import packed, record
from tests.learn.test_template import FOOT, MENU, known, story

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parents[2]
HOST = "gazette.example"
Learn = Callable[..., Result]


@pytest.fixture
def learn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learn:
    """Runs the command in an empty folder with two workers."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(
            command.learn, ["--out", "out.sqlite", "--workers", "2", *arguments]
        )

    return call


def text(number: int) -> str:
    return "\n\n".join((*MENU, f"Story of house {number}", *story(number), *FOOT))


def row(number: int, **fields: object) -> bytes:
    page = {"url": f"https://www.{HOST}/{number}", "text": text(number)} | fields
    return json.dumps(page).encode() + b"\n"


def sites(path: str = "out.sqlite") -> dict[str, int]:
    """Each host of the file with the pages that were counted of it."""
    with sqlite3.connect(path) as connection:
        found = dict(connection.execute("SELECT host, pages FROM sites").fetchall())
    connection.close()
    return found


def write_lines(path: Path) -> None:
    path.write_bytes(b"".join(map(row, range(12))))


def write_archive(path: Path) -> None:
    pages = (record(text(n).encode(), f"{n}", "conversion") for n in range(12))
    path.write_bytes(packed(*pages))


@pytest.mark.parametrize("name", ["a.ndjson", "a.warc.wet.gz"])
def test_inputs_are_those_of_bulk(learn: Learn, name: str) -> None:
    """Lines and archives give the profile of the host that their pages name."""
    write_lines(Path(name)) if name == "a.ndjson" else write_archive(Path(name))
    done = learn(name)
    assert done.exit_code == 0, done.output
    assert list(sites().values()) == [12]
    assert sorted(os.listdir()) == sorted([name, "out.sqlite"])


def test_folder_needs_its_host(learn: Learn) -> None:
    """Pages without address are left out, unless the operator says of which host they are."""
    Path("pages").mkdir()
    for number in range(12):
        Path(f"pages/{number}.txt").write_text(text(number))
    done = learn("pages")
    assert (done.exit_code, sites()) == (0, {})
    assert "state no url" in done.output
    assert learn("pages", "--host", "WWW.Gazette.example.").exit_code == 0
    assert sites() == {HOST: 12}


def test_learned_file_is_followed_by_bulk(learn: Learn, tmp_path: Path) -> None:
    """What was learned from some pages goes from others, and both name the same file."""
    write_lines(Path("a.ndjson"))
    learn("a.ndjson")
    Path("b.ndjson").write_bytes(row(40) + row(41, url="https://other.example/"))
    arguments = ["b.ndjson", "--out", "clean", "--workers", "1", "--site-profiles", "out.sqlite"]
    assert CliRunner().invoke(bulk, arguments).exit_code == 0
    ours, other = map(json.loads, Path("clean/part-00001.ndjson").read_bytes().splitlines())
    found = {entry["text"]: entry for entry in ours["removed"]}
    assert {(found[line]["reason"], found[line]["of_pages"]) for line in FOOT} == {
        ("site_template", 12)
    }
    assert "site_template" not in {entry["reason"] for entry in other["removed"]}
    assert ours["engine"]["site_profiles"] == file.identity(Path("out.sqlite"))
    other_file = ["b.ndjson", "--out", "clean", "--site-profiles", "a.ndjson"]
    refused = CliRunner().invoke(bulk, other_file)
    assert refused.exit_code == 1
    assert "--site-profiles" in refused.output


def test_same_pages_give_the_same_file(learn: Learn) -> None:
    """Byte for byte, in any order, split over files and with any number of workers."""
    write_lines(Path("a.ndjson"))
    learn("a.ndjson")
    expected = Path("out.sqlite").read_bytes()
    rows = [row(n) for n in range(12)]
    Path("b.ndjson").write_bytes(b"".join(reversed(rows[:7])))
    Path("c.ndjson").write_bytes(b"".join(rows[7:]))
    learn("c.ndjson", "b.ndjson", "--workers", "1")
    assert Path("out.sqlite").read_bytes() == expected


def test_sample_is_the_same_in_any_order(learn: Learn) -> None:
    """Of a host with more pages than are kept it is settled by their addresses which."""
    rows = [row(n) for n in range(60)]
    Path("a.ndjson").write_bytes(b"".join(rows))
    Path("b.ndjson").write_bytes(b"".join(reversed(rows)))
    done = learn("a.ndjson", "--sample", "15")
    expected = Path("out.sqlite").read_bytes()
    assert sites() == {HOST: 15}
    assert "enough others" in done.output
    learn("b.ndjson", "--sample", "15")
    assert Path("out.sqlite").read_bytes() == expected


def test_address_counts_once(learn: Learn) -> None:
    """A page that was crawled every day is one page."""
    Path("a.ndjson").write_bytes(row(1) * 100)
    learn("a.ndjson")
    assert sites() == {}


def test_bad_pages_are_counted_and_passed_over(learn: Learn) -> None:
    """Broken lines, binary data, endless lines and half characters cost no other page."""
    bad = [
        b"{broken\n",
        b"\xff\xfe\x00\x01" * 500 + b"\n",
        json.dumps({"url": "https://long.example/a", "text": "a" * 10_000_000}).encode() + b"\n",
        json.dumps({"url": "https://long.example/b", "text": "a b " * 2_500_000}).encode() + b"\n",
        b'{"url": "https://gazette.example/half", "text": "\\ud800 alone"}\n',
        json.dumps({"url": "http://[::1", "text": text(1)}).encode() + b"\n",
        json.dumps({"url": f"https://{HOST}/empty", "text": ""}).encode() + b"\n",
        json.dumps({"url": f"https://{HOST}/x", "text": "\x00\x01" * 500}).encode() + b"\n",
    ]
    Path("a.ndjson").write_bytes(b"".join(bad) + b"".join(map(row, range(12))))
    done = learn("a.ndjson")
    assert done.exit_code == 0, done.output
    assert sites() == {HOST: 12}


def test_damaged_archive_is_told(learn: Learn) -> None:
    """What could be read is learned from, and the exit code says that there was more."""
    write_archive(Path("a.wet"))
    Path("b.ndjson").write_bytes(b"".join(map(row, range(20, 34))))
    Path("a.wet").write_bytes(Path("a.wet").read_bytes()[:-40])
    done = learn("a.wet", "b.ndjson")
    assert done.exit_code == 1
    assert sites()[HOST] >= 14


def test_crawl_of_many_hosts_is_counted_in_bounded_memory(tmp_path: Path) -> None:
    """100,000 hosts with one page each take no more memory than a few, and no profile."""
    crawl = tmp_path / "crawl.ndjson"
    with crawl.open("wb") as out:
        for number in range(100_000):
            out.write(b'{"url":"https://host-%d.example/","text":"Imprint"}\n' % number)
    script = (
        "import resource, sys; from sluice.learn.lines import Named;"
        "from sluice.learn.sample import Sample; from pathlib import Path;"
        "sample = Sample(Path(sys.argv[1]), 500);"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "[sample.add(Named(f'host-{n}.example', n), bytes(19)) for n in range(100_000)];"
        "grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before;"
        "print(grown, sample.hosts(), len(sample._last), len(list(sample.sites(10))))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "counting")],
        cwd=ROOT, capture_output=True, check=True, text=True, timeout=120,
    ).stdout.split()  # fmt: skip
    grown, hosts, held, found = map(int, printed)
    assert (hosts, held, found) == (100_000, 0, 0)
    assert grown < 90_000, "kilobytes"


def test_killed_run_leaves_what_was_there(tmp_path: Path) -> None:
    """Killed at work, a run has changed nothing; the next one makes the file."""
    out = tmp_path / "out.sqlite"
    out.write_bytes(b"what was there")
    (tmp_path / "a.ndjson").write_bytes(b"".join(map(row, range(800))))
    arguments = [sys.executable, "-m", "service", "learn", str(tmp_path / "a.ndjson")]
    run = subprocess.Popen([*arguments, "--out", str(out), "--workers", "1"], cwd=ROOT)
    counting = tmp_path / "out.sqlite.counting"
    until = time.monotonic() + 60
    while not counting.exists() and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert out.read_bytes() == b"what was there"
    (tmp_path / "a.ndjson").write_bytes(b"".join(map(row, range(12))))
    subprocess.run([*arguments, "--out", str(out)], cwd=ROOT, check=True, capture_output=True)
    assert sites(str(out)) == {HOST: 12}
    assert sorted(os.listdir(tmp_path)) == ["a.ndjson", "out.sqlite"]


def test_two_runs_do_not_write_one_file(learn: Learn) -> None:
    """A second run for the same file is refused while the first is at work."""
    write_lines(Path("a.ndjson"))
    with Path("out.sqlite.counting").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = learn("a.ndjson")
    assert done.exit_code == 2
    assert "another run" in done.output
    assert not Path("out.sqlite").exists()


def test_full_disk_is_told(tmp_path: Path) -> None:
    """A disk without room ends the run with a sentence, and leaves what was there."""
    (tmp_path / "a.ndjson").write_bytes(b"".join(map(row, range(12))))
    arguments = [sys.executable, "-m", "service", "learn", str(tmp_path / "a.ndjson")]
    ended = subprocess.run(
        [*arguments, "--out", str(tmp_path / "out.sqlite")],
        cwd=ROOT, capture_output=True, check=False, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192)),
    )  # fmt: skip
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "Nothing was changed" in ended.stderr
    assert not (tmp_path / "out.sqlite").exists()


BAD_CALLS = [
    (["a.ndjson", "--host", "no host"], "--host"),
    (["a.ndjson", "--sample", "3"], "--sample"),
    (["a.png"], "Known are"),
    (["missing.ndjson"], "missing.ndjson"),
]


@pytest.mark.parametrize(("arguments", "named"), BAD_CALLS)
def test_wrong_call_is_refused(learn: Learn, arguments: list[str], named: str) -> None:
    """A wrong call ends with 2 and names what is wrong with it."""
    write_lines(Path("a.ndjson"))
    Path("a.png").write_bytes(b"\x89PNG")
    done = learn(*arguments)
    assert done.exit_code == 2
    assert named in done.output
    assert not Path("out.sqlite").exists()


def test_help_says_how_to_follow_the_file(learn: Learn) -> None:
    """The help names the setting that loads the file, and shows a call."""
    printed = learn("--help").output
    assert "SLUICE_SITE_PROFILES" in printed
    assert "python -m service learn crawl/" in printed


def test_file_says_how_it_was_made(learn: Learn) -> None:
    """Whoever opens the file finds by which version and with what thresholds it was learned."""
    write_lines(Path("a.ndjson"))
    learn("a.ndjson")
    with sqlite3.connect("out.sqlite") as connection:
        about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        pages, lines = connection.execute(file.FIND, (HOST,)).fetchone()
    connection.close()
    assert about["learned by"].startswith("sluice ")
    assert about["least bodies"] == "10"
    assert known(unpacked(pages, lines), MENU[0]) == (12, Place.AROUND)


def test_setting_may_name_the_file_that_is_to_be_made(tmp_path: Path) -> None:
    """The variable that will load the file does not keep it from being made."""
    (tmp_path / "a.ndjson").write_bytes(b"".join(map(row, range(12))))
    out = tmp_path / "out.sqlite"
    subprocess.run(
        [sys.executable, "-m", "service", "learn", str(tmp_path / "a.ndjson"), "--out", str(out)],
        cwd=ROOT, env=os.environ | {"SLUICE_SITE_PROFILES": str(out)}, check=True,
    )  # fmt: skip
    assert sites(str(out)) == {HOST: 12}
