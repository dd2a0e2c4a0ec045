"""Everything a machine can do to an archive, done to it: `python -m tests.stress.torture` (`make torture`)."""
