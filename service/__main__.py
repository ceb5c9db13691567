"""python -m service."""

import os
import sys

if sys.argv[1:2] == ["bulk"]:
    from sluice.bulk.command import bulk

    bulk(sys.argv[2:], prog_name="python -m service bulk")
elif sys.argv[1:2] == ["learn"]:
    # Learning follows no profile; the file that is named may be the one that it is to make.
    os.environ.pop("SLUICE_SITE_PROFILES", None)
    from sluice.learn.command import learn

    learn(sys.argv[2:], prog_name="python -m service learn")
else:
    from sluice.cli import main

    main(prog_name="python -m service")
