"""Two texts compared: letters, fingerprints, candidate pairs, overlap and the rule that decides."""
