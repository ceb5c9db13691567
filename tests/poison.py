"""Pages that kill or block the process that cleans them, also where that is another program's."""

from pathlib import Path

# Python loads this when it starts; the service's own clean() knows no such words.
CODE = """
import sys
if {"service", "sluice.bulk.child_process"} & set(sys.orig_argv):
    import os, signal, time
    from sluice.pipeline import Cleaner
    real = Cleaner.clean
    def clean(self, source):
        word = bytes(source.content, "utf-8") if isinstance(source.content, str) else source.content
        word = word.partition(b"\\n")[0]
        if word == b"poison: loop":
            time.sleep(3600)
        if word == b"poison: die":
            os.kill(os.getpid(), signal.SIGSEGV)
        return real(self, source)
    Cleaner.clean = clean
"""


def poisoned(folder: Path) -> str:
    """A folder for PYTHONPATH: programs started with it in their path know the words."""
    (folder / "sitecustomize.py").write_text(CODE, encoding="utf-8")
    return str(folder)
