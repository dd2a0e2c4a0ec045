"""What a verb and a web page both call: functions take a ``Workspace`` and a request, and return a dataclass.

Nothing here prints, asks or exits; a long work takes ``on_progress``. May import all below it, but neither click nor
rich.
"""
