"""The steps on a whole page: decode, cut PHP messages, clean, limits, block pages, the parts by selectors."""
