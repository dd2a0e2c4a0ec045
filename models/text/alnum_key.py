"""What two writings of one text have in common."""

from models.text.remember import remember_short


@remember_short
def alnum_key(text: str) -> str:
    """Letters and digits alone, case folded: equal for two writings of one headline."""
    return "".join(filter(str.isalnum, text)).casefold()
