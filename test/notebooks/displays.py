"""What a real Jupyter kernel of tslab keeps in a notebook: last expressions and progress.

It needs what jupyter.py needs.
"""

import sys
import time
from pathlib import Path

from environment import ROOT, enter

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
CHART = {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"}
TEXT = {"text/html", "text/plain"}

IMPORT = """
import { barChart, compare, Examiner, logMetric } from 'assay'
const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\\d.]+)/ }))
await examiner.exam({ output: '../examples/cifar10/output' })
"""

# A parser that keeps the process busy, and so leaves only the pauses of the exam for messages.
SLOW = """
import { Examiner } from 'assay'
const slow = new Examiner().add(function wait(dir: string) {
  const end = Date.now() + 150
  while (Date.now() < end);
})
await slow.exam({ output: '../test/fixtures/mlxp/logs', regex: /^\\d$|^1\\d$/ })
"""


def main():
    enter("jupyter", REQUIREMENTS)
    for test in (last_expressions, chart_in_the_first_cell, progress, stopped):
        test()
        print(f"{test.__name__.replace('_', ' ')}: ok", flush=True)


def last_expressions():
    """Each is one rich output and one line of text."""
    cells = [
        "examiner",
        "const table = examiner.table()\ntable",
        "barChart(table, { x: 'lr', y: 'acc' })",
        "({ ...barChart(table, { x: 'lr', y: 'acc' }), width: 300 })",
        "const all = examiner.table({ concise: false })\n"
        "compare(all.filter((d) => d.lr > 0.05), all.filter((d) => d.lr < 0.05), { on: [] })",
        "[table, examiner]",
    ]
    first, *outputs = outputs_of([IMPORT, *cells])
    assert first == [("stdout", "6 experiments examined, 0 skipped\n")], first
    kinds = [[set(data) for kind, data in cell if kind == "display_data"] for cell in outputs]
    assert kinds == [[TEXT], [TEXT], [CHART], [CHART], [TEXT], []], kinds
    lines = [[text for kind, text in cell if kind == "stdout"] for cell in outputs]
    assert lines == [
        ["Examiner: 6 experiments, no issues\n"],
        ["6 rows × 3 columns\n"],
        ["Chart of acc: mean ± 95% CI, n = 3 by lr\n"],
        ["Chart of acc: mean ± 95% CI, n = 3 by lr\n"],
        ["Comparison: 1 row, 0 unmatched\n"],
        ["[ 6 rows × 3 columns, Examiner: 6 experiments, no issues ]\n"],
    ], lines
    svg = outputs[2][0][1]["image/svg+xml"]
    assert svg.startswith("<svg") and "</svg>" in svg, svg[:200]


def chart_in_the_first_cell():
    """Nothing was loaded before, and nothing waits: the SVG is there all the same."""
    source = (
        "import { aq, barChart } from 'assay'\n"
        "barChart(aq.table({ lr: [1, 2], acc: [3, 4] }), { x: 'lr', y: 'acc' })"
    )
    (outputs,) = outputs_of([source])
    assert [set(data) for kind, data in outputs if kind == "display_data"] == [CHART], outputs


def progress():
    """One line that changes while the exam runs, and one output in the notebook."""
    messages = []
    (outputs,) = outputs_of([SLOW], messages)
    bar, line = outputs
    assert bar == ("display_data", {"text/plain": f"{'█' * 24} 19/19"}), bar
    assert line == ("stdout", "19 experiments examined, 0 skipped\n"), line
    updates = [when for kind, when in messages if kind == "update_display_data"]
    # They come one by one, not all at the end, and not more than five a second.
    assert len(updates) >= 4, messages
    assert updates[-1] - updates[0] > max(0.8, 0.15 * (len(updates) - 2)), messages


def stopped():
    """An exam that is given up says so."""
    aborted = SLOW.replace("/ })", "/, signal: AbortSignal.timeout(1900) }).catch(() => 0)")
    (outputs,) = outputs_of([aborted])
    text = outputs[0][1]["text/plain"]
    assert text.endswith("/19 stopped") and "░" in text, outputs


def outputs_of(sources, messages=None):
    """Runs cells in a kernel of their own; gives a pair (kind, content) an output of each cell."""
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    class Client(NotebookClient):
        def process_message(self, msg, cell, cell_index):
            if messages is not None:
                messages.append((msg["msg_type"], time.monotonic()))
            return super().process_message(msg, cell, cell_index)

    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.metadata.kernelspec = {"name": "tslab", "display_name": "TypeScript"}
    resources = {"metadata": {"path": str(ROOT / "notebooks")}}
    Client(notebook, timeout=120, coalesce_streams=True, resources=resources).execute()
    return [
        [
            (output.get("name", output.output_type), output.get("text") or dict(output.data))
            for output in cell.outputs
        ]
        for cell in notebook.cells
    ]


if __name__ == "__main__":
    sys.exit(main())
