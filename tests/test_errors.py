"""Refusals as values."""

import pickle

from sluice.errors import Problem, Refused


def test_refusal_travels_between_processes() -> None:
    """What one process refuses, another reads with its problem and its sentence."""
    refused = Refused(Problem.EMPTY_BODY, "There is nothing in it.")
    arrived = pickle.loads(pickle.dumps(refused))
    assert (arrived.problem, arrived.detail) == (Problem.EMPTY_BODY, "There is nothing in it.")
