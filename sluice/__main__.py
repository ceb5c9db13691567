"""The command `sluice`, also as `python -m sluice`: a page or a folder, `bulk`, or `learn`."""

import os
import sys


def main(name: str = "sluice") -> None:
    """Run what the first word names. name: what the help calls the command."""
    try:
        _run(name, sys.argv[1:])
    except ModuleNotFoundError as error:
        if sys.argv[1:2] not in (["bulk"], ["learn"]):
            raise
        sentence = f"needs {error.name}, which is not installed: pip install 'sluice[bulk]'"
        sys.exit(f"{name} {sys.argv[1]} {sentence}")


def _run(name: str, words: list[str]) -> None:
    if words[:1] == ["bulk"]:
        from sluice.bulk.command import bulk  # noqa: PLC0415 - each needs libraries of its own

        bulk(words[1:], prog_name=f"{name} bulk")
    elif words[:1] == ["learn"]:
        # Learning follows no profile; the file that is named may be the one that it is to make.
        os.environ.pop("SLUICE_SITE_PROFILES", None)
        from sluice.learn.command import learn  # noqa: PLC0415

        learn(words[1:], prog_name=f"{name} learn")
    else:
        from sluice.cli import main as clean  # noqa: PLC0415

        clean(words, prog_name=name)


if __name__ == "__main__":
    main("python -m sluice")
