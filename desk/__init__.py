"""Helpers of the command line: options, messages, printing, the demo. Only `cli.py` imports this room."""
