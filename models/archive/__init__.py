"""The SQLite file: location, manifest, checksums, connection. Used by backends, search and maintenance only."""
