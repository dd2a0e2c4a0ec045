"""One module for each database that can keep an archive; each composes archive, search and maintenance."""
