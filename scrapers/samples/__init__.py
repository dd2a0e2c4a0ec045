"""Sample outlets with invented news: a renderer, a local site over HTTP, faults included."""
