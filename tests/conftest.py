"""The tests speak English, also on a Korean machine; those of the Korean messages start processes of their own.

What the program remembers for a person goes into a folder that ends with the tests.
"""

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

os.environ["NEWS_LANG"] = "en"
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a busy machine is no finding
STATE = TemporaryDirectory(prefix="news-state-")
os.environ["XDG_STATE_HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = STATE.name
