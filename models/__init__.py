"""What an article is, how it is kept and found. Other rooms import open, interface, records, query, text, health."""
