"""Sites and pages for tests: sample outlets of every family (``sites/``, ``skins/``), and pages nobody declared."""
