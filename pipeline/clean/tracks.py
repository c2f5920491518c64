"""A stretch of text on two tracks: as it stands, and read one byte late, with what each character costs on either.

A search through damaged text goes along one of them nearly everywhere, and asks what reading on would cost
before it asks what else may have stood there. So both are counted in blocks, in one pass of arrays each.
"""

from __future__ import annotations

from .alphabet import Alphabet, gbk_bytes
from .chances import Chances
from .characters import RE_PRIVATE

BLOCK = 64  # characters counted at once; the last ones, whose costs are asked for ahead, come again
AHEAD = 3
NOTHING = float("inf")
#: Characters for private use are stray signs of a font as often as bytes out of place.
COST_PRIVATE = 12.0


class Tracks:
    """Costs in nats by place, of the characters on either track behind the two before them.

    ``plain`` are those of the text as it stands, ``late`` those of the text read a byte late (infinite where a
    pair of bytes is no character). ``numbers`` and ``late_numbers`` are the characters' numbers in the model, and
    begin with two of what stands before the text.
    """

    __slots__ = (
        "_alphabet",
        "_behind_one",
        "_chances",
        "_text",
        "codes",
        "late",
        "late_numbers",
        "numbers",
        "plain",
    )

    def __init__(self, chances: Chances, alphabet: Alphabet, before: str, text: str) -> None:
        model = chances.model
        self._chances, self._alphabet, self._text = chances, alphabet, text
        self.codes: list[tuple[int, ...]] = []
        self.numbers = [model.id_of(char) for char in (before[-2:-1] or "\n", before[-1:] or "\n")]
        self.plain: list[float] = []
        self.late: list[float] = []
        self.late_numbers = [-1, -1]
        self._behind_one: list[float] = []  # the same behind one character only

    def reach(self, at: int) -> None:
        """Count as far as what is asked about the place ``at`` needs."""
        need = min(at + AHEAD, len(self._text))
        while len(self.plain) < need:
            self._count(len(self.plain), min(len(self.plain) + BLOCK, len(self._text)))

    def flow(self, at: int) -> float:
        """What the two characters behind ``at`` cost, read a byte late; infinite near the end.

        What stands before ``at`` does not matter.
        """
        if at + 2 >= len(self.late):
            return NOTHING
        return min(self._behind_one[at + 1], self.late[at + 1]) + self.late[at + 2]

    def _count(self, low: int, high: int) -> None:
        import numpy as np

        chances, alphabet = self._chances, self._alphabet
        self.codes += map(gbk_bytes, self._text[low:high])
        self.numbers += map(chances.model.id_of, self._text[low:high].replace("\u3000", "\n"))
        back = max(low - 3, 0)  # two characters before the first one, which has a half of one more
        halves = np.array([code if len(code) == 2 else (0, 0) for code in self.codes[back:high]], np.int64)
        pairs = (halves[:-1, 1] << 8) | halves[1:, 0]
        late, extra = alphabet.numbers[pairs], alphabet.extras[pairs]
        known = (halves[:-1, 1] > 0) & (halves[1:, 0] > 0) & alphabet.valid[pairs]
        numbers = np.array(self.numbers[low:], np.uint32)
        plain = -chances.log_triples(numbers[:-2], numbers[1:-1], numbers[2:])
        for private in RE_PRIVATE.finditer(self._text, low, high):
            plain[private.start() - low : private.end() - low] = COST_PRIVATE
        fresh = high - low
        costs, behind_one = [], []
        if len(late) > 2:
            both = known[2:] & known[1:-1]
            own = extra[2:] - chances.log_triples(late[:-2], late[1:-1], late[2:])
            costs = np.where(both & known[:-2], own, NOTHING).tolist()
            own = extra[2:] - chances.model.arrays.log_pairs(late[1:-1], late[2:])
            behind_one = np.where(both, own, NOTHING).tolist()
        self._behind_one += ([NOTHING] * fresh + behind_one)[-fresh:]
        self.plain += plain.tolist()
        self.late += ([NOTHING] * fresh + costs)[-fresh:]
        self.late_numbers += ([0] * fresh + late.tolist())[-fresh:]
