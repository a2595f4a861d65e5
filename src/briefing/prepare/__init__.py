"""The stages that make a briefing of articles; docs/architecture.md shows the way."""

import os

# The matrices are small: handing them to several threads costs more than it saves, most of all beside other work.
# NumPy reads this when it is first imported, which only modules in here do.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
