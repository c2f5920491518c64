"""Where things are: the sample corpus, one run over it, and the measurement texts that may lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def notices() -> Path:
    return CORPUS / "notices"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measurement texts beside the project; a test that needs it skips where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the measurement texts (../shared) are not here")
    return SHARED


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of one run over the sample corpus, graph included. Read only."""
    from pipeline.batch import run_corpus
    from pipeline.export.outputs import graph_outputs

    outputs = tmp_path_factory.mktemp("sample")
    run_corpus([CORPUS / "notices"], outputs)
    graph_outputs(outputs)
    return outputs
