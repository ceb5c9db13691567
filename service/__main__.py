"""python -m service."""

import sys

from service.bulk.command import bulk
from service.cli import main

if sys.argv[1:2] == ["bulk"]:
    bulk(sys.argv[2:], prog_name="python -m service bulk")
else:
    main(prog_name="python -m service")
