"""Make LAC's ONNX graph obey sentence lengths, so that sentences of different length can share a batch.

The exported graph has an input ``length`` that nothing reads: padding then runs through the backward GRU and
changes the tags. Here the input is cast to int32 and wired into the ``sequence_lens`` input of every GRU. The
model file is edited on the wire (protobuf), without the ``onnx`` package: a few hundred bytes of thirty million.
Format: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (field numbers below).
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH, _NODE = 7, 1  # ModelProto.graph, GraphProto.node
_INPUT, _OUTPUT, _NAME, _OP_TYPE, _ATTRIBUTE = 1, 2, 3, 4, 5  # NodeProto
_SEQUENCE_LENS = 4  # fifth input of GRU
_INT32 = 6  # TensorProto.DataType.INT32
_LENGTH, _LENGTH32 = b"length", b"length_int32"


class GraphMismatch(ValueError):
    """The model is not the graph this edit was written for; use batches of equal length instead."""


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _write_varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """(field number, whole field as written, its content) of each field of a message."""
    at = 0
    while at < len(data):
        start = at
        key, at = _read_varint(data, at)
        wire = key & 7
        body = at
        if wire == 0:
            _, at = _read_varint(data, at)
        elif wire == 2:
            size, body = _read_varint(data, at)
            at = body + size
        elif wire in (1, 5):
            at += 8 if wire == 1 else 4
        else:
            raise GraphMismatch(f"wire type {wire} in the model file")
        yield key >> 3, data[start:at], data[body:at]


def _message(number: int, content: bytes) -> bytes:
    return _write_varint(number << 3 | 2) + _write_varint(len(content)) + content


def _cast_node() -> bytes:
    to_int32 = _message(1, b"to") + b"\x18" + _write_varint(_INT32) + b"\xa0\x01\x02"
    parts = [(_INPUT, _LENGTH), (_OUTPUT, _LENGTH32), (_NAME, b"cast_length"), (_OP_TYPE, b"Cast")]
    return b"".join(_message(n, c) for n, c in parts) + _message(_ATTRIBUTE, to_int32)


def _wire_gru(node: memoryview) -> bytes | None:
    """The GRU node with its sequence_lens set, or None for a node of another kind."""
    fields = list(_fields(node))
    if not any(n == _OP_TYPE and bytes(c) == b"GRU" for n, _, c in fields):
        return None
    out, inputs = [], 0
    for number, whole, content in fields:
        if number == _INPUT:
            if inputs == _SEQUENCE_LENS and not len(content):
                whole = memoryview(_message(_INPUT, _LENGTH32))
            inputs += 1
        out.append(bytes(whole))
    if inputs <= _SEQUENCE_LENS:
        raise GraphMismatch("a GRU without a place for sequence_lens")
    return b"".join(out)


def wire_lengths(model: bytes) -> bytes:
    """The model with ``length`` wired into its GRUs. Raises GraphMismatch if there is no GRU to wire."""
    out: list[bytes | memoryview] = []
    wired = 0
    for number, whole, content in _fields(memoryview(model)):
        if number != _GRAPH:
            out.append(whole)
            continue
        graph: list[bytes | memoryview] = [_message(_NODE, _cast_node())]
        for part, written, inside in _fields(content):
            node = _wire_gru(inside) if part == _NODE else None
            wired += node is not None
            graph.append(written if node is None else _message(_NODE, node))
        # The weights are copied once: with all that stands around them, at the end.
        out += (_write_varint(_GRAPH << 3 | 2), _write_varint(sum(map(len, graph))), *graph)
    if not wired:
        raise GraphMismatch("no GRU in the model")
    return b"".join(out)
