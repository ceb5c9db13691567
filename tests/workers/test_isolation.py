"""What a process that cleans may use."""

import subprocess
import sys
from pathlib import Path

import pytest

from sluice.workers.isolation import has_grown, resident_bytes

ROOT = Path(__file__).parents[2]
SPARED = """
import gc
from sluice.workers.isolation import NEW_OBJECTS, spare_collections
spare_collections()
cycle = []
cycle.append(cycle)
del cycle
assert gc.get_threshold()[0] == NEW_OBJECTS
assert gc.get_freeze_count() > 0
assert gc.isenabled()
assert gc.collect() >= 1
"""


@pytest.mark.processes
def test_collections_are_rarer_and_still_made() -> None:
    """Loaded objects are left alone, the threshold is higher, and cycles are still collected."""
    subprocess.run([sys.executable, "-c", SPARED], cwd=ROOT, check=True, timeout=60)


def test_process_that_holds_half_of_what_it_may_has_grown() -> None:
    """A process is replaced well before its cap, and a process that has gone holds nothing."""
    own = resident_bytes()
    assert has_grown(own)
    assert not has_grown(10 * own)
    assert resident_bytes(Path("/proc/0/statm")) == 0
