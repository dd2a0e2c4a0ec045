"""What an e-mail address looks like, for the expressions of all who look for one."""

ADDRESS = r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,16}"
"""No domain ends in a digit: what follows is glued to it by a style (``id@gaon.example2026-11-20``)."""
