"""How near statements are in what they are about, from the sentences' vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.prepare.analysis import VECTOR, Analysis
from briefing.prepare.claims.statements import Statement
from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.space import centre


def meanings(analyses: Sequence[Analysis], statements: Sequence[Statement]) -> Matrix | None:
    """Give each statement's vector about the mean of all, of length 1; None where an article has no vectors."""
    if not statements or not all(a.vectors for a in analyses):
        return None
    whole = [np.frombuffer(a.vectors, dtype=np.int8).reshape(-1, VECTOR) for a in analyses]
    place = [{s.range: n for n, s in enumerate(a.sentences)} for a in analyses]
    return centre(np.array([whole[s.article][place[s.article][s.range]] for s in statements], dtype=np.float32))
