"""How the sample outlet of a family is served: a module a family, ``SITE`` in it; the two of the demo are shipped."""
