"""How well pages are read: our row beside those of other extractors on the same real pages (`make score`)."""
