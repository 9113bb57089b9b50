"""Quotations are cut where a sentence or a clause ends, and keep their figures and dates."""

from __future__ import annotations

import pytest

from reports.views.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Nobody looks at the queue. 14 of 52 wait.", 60, "Nobody looks at the queue. 14 of 52 wait."),
        # 12 characters of 50 too many are less than a quarter, 13 are more.
        ("The contract ends on 30 June 2027, with notice by 1 December.", 50, None),
        (
            "Quarterly analysis; hours to restore from 3.9 (2024) to 2.6. Diagnosis shortened by a rota of the teams.",
            80,
            "Quarterly analysis; hours to restore from 3.9 (2024) to 2.6\u2026",
        ),
        (
            "Everybody asks the supplier first. Ends 30 June 2027, notice by 31 December. It was never read.",
            48,
            "\u2026 Ends 30 June 2027, notice by 31 December\u2026",
        ),
        (
            "Of 40 drawn, 36 found. The register has long been kept by the plants. Shop floor: 412 of 1,037.",
            60,
            "Of 40 drawn, 36 found\u2026 Shop floor: 412 of 1,037.",
        ),
        (
            "Calls are answered by Mr. Oduya within minutes, 14 of 15, and in his absence by whoever is at the desk",
            70,
            "Calls are answered by Mr. Oduya within minutes, 14 of 15\u2026",
        ),
        (
            "268 devices are out of support, with no owner. The insurer asks.",
            40,
            "268 devices are out of support, with no owner\u2026",
        ),
        ("a" * 30 + " " + "b" * 30, 40, "a" * 30 + "\u2026"),
    ],
)
def test_a_quotation_keeps_what_is_telling(text: str, most: int, said: str | None) -> None:
    """None stands for the whole text."""
    assert excerpt(text, most) == (said or text)


def test_what_limits_a_figure_is_never_cut_from_it() -> None:
    """Without the second sentence, the first would be praise."""
    words = "97 per cent are answered in time. But only in Vienna. The others have no clock and nobody asks them to."

    assert excerpt(words, 60) == "97 per cent are answered in time. But only in Vienna\u2026"
    assert excerpt(words, 40) == "97 per cent are answered in time. But\u2026"
