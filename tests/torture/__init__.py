"""Everything a machine can do to an archive, done to it: `python -m tests.torture` (`make torture`)."""
