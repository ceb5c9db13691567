"""One contender in a process of its own: it is sent pages, and answers what each of them cost.

    python -P tools/measure/child.py CONTENDER

Each line of standard input is the file of a page, each line of standard output an object: CPU
milliseconds of this page, CPU milliseconds of the process so far, its resident bytes, the file
that Sluice's code comes from, and the name of the exception where there was one.
"""

import importlib.util
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Clean = Callable[[bytes], object]


def sluice(kind: str) -> tuple[Clean, str]:
    """From bytes to the answer, with the report in full."""
    library = Path(__file__).parents[1] / "library.py"
    spec = importlib.util.spec_from_file_location("library", library)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    names = ("clean", "Source", "answer", "Options", "InputKind")
    clean, source, answer, options, kinds = map(module.named, names)
    origin = sys.modules[clean.__module__].__file__
    return lambda page: answer(clean(source(page, kinds(kind))), options()), origin


def trafilatura(_: str) -> tuple[Clean, str]:
    """As it comes."""
    import trafilatura as library  # noqa: PLC0415 - in this process alone

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    return library.extract, ""


def resiliparse(_: str) -> tuple[Clean, str]:
    """Its main content."""
    from resiliparse.extract import html2text as library  # noqa: PLC0415

    extract = library.extract_plain_text
    return lambda p: extract(p.decode("utf-8", "replace"), main_content=True), ""


def lexbor(_: str) -> tuple[Clean, str]:
    """The parse alone, which is the floor."""
    from selectolax import lexbor as library  # noqa: PLC0415

    return library.LexborHTMLParser, ""


CONTENDERS = {
    "sluice": sluice,
    "trafilatura": trafilatura,
    "resiliparse": resiliparse,
    "lexbor": lexbor,
}


def main(contender: str, kind: str) -> None:
    """Answer until there are no more pages."""
    # Whatever a library prints is no answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    clean, origin = CONTENDERS[contender](kind)
    for line in sys.stdin:
        found = {"origin": origin, **_cleaned(clean, Path(line.rstrip("\n")).read_bytes())}
        print(json.dumps(found), file=answers, flush=True)


def _cleaned(clean: Clean, page: bytes) -> dict[str, Any]:
    refused = None
    began = time.process_time()
    try:
        clean(page)
    except Exception as error:  # what cannot be cleaned has its price, too
        refused = type(error).__name__
    ended = time.process_time()
    return {
        "milliseconds": (ended - began) * 1_000,
        "since_start": ended * 1_000,
        "resident": _resident(),
        "refused": refused,
    }


def _resident() -> int:
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if status.exists() else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
