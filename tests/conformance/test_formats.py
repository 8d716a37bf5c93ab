"""What `kgbuild export` writes of the examples, as other makers read it; and that it is the same bytes every time."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from rdf_readers import READERS, canonical, expected, with_oxigraph

from kgbuild.export import FORMATS
from kgbuild.stores.embedded import build_store

CASES = [(maker, form) for maker, (_, forms) in READERS.items() for form in forms]


@pytest.fixture(scope="module")
def export(process, tmp_path_factory):
    """Writes a format in a process of its own."""

    def run(store, form, *options, seed=0):
        path = tmp_path_factory.mktemp(form) / "graph"
        ran = process("export", path, "--format", form, "--store", store, *options, seed=seed)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        return path.read_bytes()

    return run


@pytest.fixture(scope="module")
def exports(export, examples_output):
    return {form: export(examples_output / "store", form) for form in FORMATS}


@pytest.fixture(scope="module")
def quads(examples_output):
    return with_oxigraph((examples_output / "graph.nq").read_bytes(), "nquads")


def test_each_format_has_three_readers():
    assert {form: sum(case[1] == form for case in CASES) for form in FORMATS} == dict.fromkeys(FORMATS, 3)


@pytest.mark.parametrize(("maker", "form"), CASES)
def test_each_reader_finds_the_same_statements(exports, quads, maker, form):
    found = READERS[maker][0](exports[form], form)
    wanted = expected(quads, form)
    assert len(wanted) > 4000
    assert len(found) == len(wanted)
    assert canonical(found) == wanted


def test_hash_seed_order_and_processes_do_not_show(export, exports, examples_output, tmp_path):
    lines = (examples_output / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    runs = []
    for seed in (1, 2):
        shuffled = tmp_path / f"{seed}.nq"
        shuffled.write_text("".join(random.Random(seed).sample(lines, len(lines))), encoding="utf-8")
        build_store(tmp_path / str(seed), shuffled)
        runs += [(seed, form) for form in FORMATS]
    with ThreadPoolExecutor(4) as pool:
        written = pool.map(lambda run: export(tmp_path / str(run[0]), run[1], seed=run[0]), runs)
        assert {run: exports[run[1]] for run in runs} == dict(zip(runs, written, strict=True))


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_comments_are_seen_by_people_alone(export, exports, examples_output, quads, form):
    written = export(examples_output / "store", form, "--comments")
    assert written.count(b"\n# ") >= 10
    assert canonical(with_oxigraph(written, form)) == expected(quads, form)
    lines = [line for line in written.splitlines() if line and not line.startswith(b"# ")]
    assert lines == [line for line in exports[form].splitlines() if line]
