"""How one sample outlet of each family is served: a module a family, ``SITE`` in it (see kit.py)."""
