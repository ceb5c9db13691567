"""Coverage-guided fuzzing of what reads other people's bytes, with atheris.

TARGET is one of those below, by default each in turn. --seconds is for each. Inputs that found
something new are kept in --corpus, from where a further run goes on; an input that raised anything
but a refusal, or took ten seconds, is written beside it and ends the run: make a test of it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import click

# The functions of targets.py, which is loaded where it is watched.
NAMES = ("intake", "html", "text", "ndjson", "warc", "wacz")
SLOWEST = 10
LONGEST = 1 << 16
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[TARGET]...", type=click.Choice(NAMES))
@click.option("--seconds", default=60, show_default=True)
@click.option("--corpus", type=FOLDER, help="A folder that is kept; by default none is.")
@click.option("--inside", is_flag=True, hidden=True)
def main(names: tuple[str, ...], seconds: int, corpus: Path | None, inside: bool) -> None:  # noqa: FBT001
    """Fuzz, each target in a process of its own: atheris ends the one in which it runs."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        kept = corpus or Path(folder)
        if inside:
            _fuzz(names[0], kept, seconds)
        ended = [_started(name, kept, seconds) for name in names or NAMES]
    sys.exit(any(ended))


def _started(name: str, kept: Path, seconds: int) -> int:
    from tools.fuzz.targets import seeds  # noqa: PLC0415 - not where the functions are watched

    (kept / name).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (kept / name / f"seed-{number}").write_bytes(seed)
    print(f"== {name}, {seconds} s", flush=True)
    call = [sys.executable, "-W", "ignore", "-m", "tools.fuzz", name, "--inside"]
    call += ["--seconds", str(seconds), "--corpus", str(kept)]
    return subprocess.run(call, check=False).returncode


def _fuzz(name: str, kept: Path, seconds: int) -> None:
    import atheris  # noqa: PLC0415 - not installed where the tools are only looked at

    limits = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-max_len={LONGEST}"]
    places = [str(kept / name), f"-artifact_prefix={kept}/{name}-"]
    with atheris.instrument_imports(include=["sluice"]):
        from tools.fuzz.targets import TARGETS, tried  # noqa: PLC0415 - so that it is watched
    atheris.Setup([name, *limits, *places], lambda data: tried(TARGETS[name], data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
