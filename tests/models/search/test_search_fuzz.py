"""A bounded form of `make fuzz-search`: no random query raises. (How long each takes is judged there.)"""

from tests.stress.fuzz_search import KEPT, ground, run


def test_random_queries_are_answered() -> None:
    made, words = ground(300)
    slowest = run(made.db, words, 1_500)
    assert len(slowest) == KEPT
    made.db.close()
