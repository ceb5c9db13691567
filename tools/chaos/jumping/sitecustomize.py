"""A clock that jumps: whatever asks for the time of day in this process is told another hour."""

import random
import time

real = time.time
JUMPS = (-86_400.0, -3_600.0, 0.0, 3_600.0, 86_400.0)
time.time = lambda: real() + random.choice(JUMPS)
