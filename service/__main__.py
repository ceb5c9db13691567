"""python -m service: the commands of `sluice`, under the name that the documentation uses."""

from sluice.cli import main

if __name__ == "__main__":
    main(prog_name="python -m service")
