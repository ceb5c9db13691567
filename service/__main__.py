"""python -m service."""

import sys

if sys.argv[1:2] == ["bulk"]:
    from service.bulk.command import bulk

    bulk(sys.argv[2:], prog_name="python -m service bulk")
else:
    from service.cli import main

    main(prog_name="python -m service")
