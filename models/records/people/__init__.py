"""The people who work with an archive: who they are, that they are here, and what they did."""
