"""How a request and a run ended, in codes and in words. Imports models alone."""
