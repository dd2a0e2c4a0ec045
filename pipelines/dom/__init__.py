"""Parts of the parse step: the tree of a page, selectors on it, and the lines that a browser would show."""
