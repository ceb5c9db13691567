"""python -m service: the commands of `sluice`, under the name that the documentation uses."""

from sluice.__main__ import main

main("python -m service")
