"""A hundred thousand pages through the whole pipeline, watched from outside: ``make soak``."""
