"""The service as it is, but for an engine room in which some words are poison."""

from pathlib import Path

from service.engine import launch

exec(Path("gunicorn.conf.py").read_text(encoding="utf-8"))

launch.ROOM = "tests.serving.poisoned_room"
