"""Executes notebooks/*.ipynb in real Jupyter kernels of tslab.

It fails when a cell fails, when a cell writes to stderr, and when the outputs that are committed
are no longer what the cells display. With --update it writes the fresh outputs instead. It needs
python3 with pip, and dist/ built; the packages of requirements.txt go to node_modules/.cache.
"""

import sys
from pathlib import Path

from environment import ROOT, enter

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def main():
    enter("jupyter", REQUIREMENTS)
    update = "--update" in sys.argv[1:]
    trouble = [line for path in sorted(ROOT.glob("notebooks/*.ipynb")) for line in run(path, update)]
    for line in trouble:
        print(line, file=sys.stderr)
    return 1 if trouble else 0


def run(path, update):
    """Executes one notebook; gives what is wrong with it."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    name = path.relative_to(ROOT).as_posix()
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    client = NotebookClient(
        fresh,
        timeout=120,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    failure = None
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        failure = error
    cells = [cell for cell in fresh.cells if cell.cell_type == "code"]
    # tslab tells what is wrong with a cell on stderr, and only there.
    trouble = [
        f"{name}, cell {number}:\n{output.text}"
        for number, cell in enumerate(cells, 1)
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]
    if trouble or failure:
        return trouble or [f"{name}: {failure}"]

    print(f"{name}: {len(cells)} cells ran.", flush=True)
    if update:
        for number, cell in enumerate(cells, 1):
            cell.execution_count = number
        nbformat.write(fresh, path)
        return []
    before = [cell for cell in committed.cells if cell.cell_type == "code"]
    return [
        f"{name}, cell {number}: the committed output is out of date; run `npm run notebooks:update`."
        for number, (old, new) in enumerate(zip(before, cells), 1)
        if list(map(kept, old.outputs)) != list(map(kept, new.outputs))
        or old.execution_count != number
    ]


def kept(output):
    """What has to stay: all text, and of pictures that they are there."""
    if output.output_type == "stream":
        return output.name, output.text
    texts = {mime: data for mime, data in output.data.items() if mime.startswith("text/")}
    return output.output_type, sorted(output.data), texts


if __name__ == "__main__":
    sys.exit(main())
