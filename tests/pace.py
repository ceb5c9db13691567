"""How long something may take here: bounds were set on one machine, and others are slower."""

import time

# What the loop below took on the machine that the bounds were set on, in seconds.
REFERENCE = 0.006
STEPS = 200_000


def allowed(seconds: float) -> float:
    """As much processor time as so many seconds there, and never less than they are."""
    began = time.process_time()
    total = 0
    for n in range(STEPS):
        total += n & 7
    return seconds * max(1.0, (time.process_time() - began) / REFERENCE)
