"""Count anew what is counted as it is written, where `news verify` found that it does not hold."""

from models.archive.compiled_sql import Database
from models.archive.schema.count_tables import COUNT_ARTICLES, COUNT_REPEATS


def count_anew(database: Database) -> None:
    """Articles of each outlet and day, and stories told again, in the caller's transaction."""
    database.driver_run("DELETE FROM outlet_day")
    database.driver_run(f"INSERT INTO outlet_day (day, outlet, n) {COUNT_ARTICLES}")
    database.driver_run("DELETE FROM story_repeat")
    database.driver_run(f"INSERT INTO story_repeat (kind, name, n) {COUNT_REPEATS}")
