"""Has the real mlrunner read, and go on with, what `assay run` writes.

It fails when mlrunner's Examiner reads another table from our folders than from its own, which are in
test/fixtures/mlrunner, or when its `run` would run anything again that we have finished. It needs
python3 with pip, and dist/ built; mlrunner goes to node_modules/.cache.
"""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "notebooks"))
from environment import ROOT, enter  # noqa: E402

FIXTURES = ROOT / "test/fixtures/mlrunner"
SWEEPS = ["params.yaml", "types.yaml", "train.sh", "score.sh"]
TIME = re.compile(r"\b\d{8}\.\d{6}\b")


def main():
    enter("mlrunner", HERE / "requirements.txt")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in SWEEPS:
            shutil.copy(FIXTURES / name, name)
        write()
        trouble = [line for tree in ("output_first", "output", "output_types") for line in compare(tree)]
        trouble += go_on()
        # Out of the folder, before it goes.
        os.chdir(ROOT)
    for line in trouble:
        print(line, file=sys.stderr)
    return 1 if trouble else 0


def write():
    """Runs the command lines that the folders of the fixtures come from."""
    for command in sorted((FIXTURES / "stdout").glob("*.cmd")):
        if not re.match("0[3-8]|12", command.name):
            continue
        assay(*command.read_text().split())
        if command.name.startswith("03"):
            shutil.copytree("output", "output_first")


def assay(*args):
    """Runs the program; that a task fails is no trouble here."""
    done = subprocess.run(["node", ROOT / "dist/cli/bin.js", *args], capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(f"assay {' '.join(args)}: {done.stderr}")


def compare(tree):
    """What mlrunner reads from our folder and not from its own, or the other way round."""
    ours, theirs = exam(tree), exam(FIXTURES / tree)
    print(f"{tree}: {len(theirs['experiments'])} experiments were read.", flush=True)
    return [
        f"{tree}, {part}:\n  ours    {ours[part]}\n  theirs  {theirs[part]}"
        for part in theirs
        if ours[part] != theirs[part]
    ]


def exam(output):
    from mlrunner.examine import Examiner

    examiner = Examiner()
    examiner.add(parse_train)
    examiner.add(parse_test)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        examiner.exam(str(output))
        for concise in (True, False):
            print(f"concise: {concise}")
            examiner.table(concise=concise, print_tsv=True)
    experiments = {name: repr(tuple(one)) for name, one in examiner.experiments.items()}
    # Read in the order of the file system.
    lines = sorted(told.getvalue().splitlines())
    known = json.dumps({"experiments": experiments, "printed": lines}, sort_keys=True)
    return json.loads(TIME.sub("<time>", known).replace(f"{FIXTURES}/", ""))


def parse_train(path, experiment, caches):
    from mlrunner.examine import latest_log

    log = latest_log("train", path)
    if log is not None:
        text = Path(log).read_text()
        accuracies = [float(one) for one in re.findall(r"(?<=test_acc=)[0-9.]+(?=, )", text)]
        experiment.metric["iters"] = len(re.findall(r"^Iter \d+: ", text, re.M))
        experiment.metric["best"] = max(accuracies)


def parse_test(path, experiment, caches):
    from mlrunner.examine import latest_log

    log = latest_log("test", path)
    found = log and re.search(r"BLEU4 = ([0-9.]+)", Path(log).read_text())
    if found:
        experiment.metric["bleu"] = float(found[1])


def go_on():
    """What mlrunner's own `run` makes of our folder: what is finished is skipped, the rest is run."""
    told = subprocess.run(
        [sys.executable, "-c", "from mlrunner.run import main; main()"], capture_output=True, text=True
    )
    # One task of the file failed, and is tried again.
    started = [line for line in told.stdout.splitlines() if line.startswith("START")]
    skipped = [line for line in told.stdout.splitlines() if "SKIP" in line]
    print(f"mlrunner's run: {len(skipped)} commands skipped, {len(started)} started.", flush=True)
    done = told.returncode == 0 and len(skipped) == 35 and len(started) == 1
    return [] if done else [f"mlrunner's run on our folder:\n{told.stdout}{told.stderr}"]


if __name__ == "__main__":
    sys.exit(main())
