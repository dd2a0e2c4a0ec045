"""Which articles carry one text: groups of the pairs that text_reuse/ compares, kept up to date in the archive."""
