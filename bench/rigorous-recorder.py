"""Stand-ins for rigorous_recorder's classes: `make <folder> <records>` or `load <folder>`."""

import os
import pickle
import random
import resource
import sys
import time
import types


class LazyDict(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


class AncestorDict(dict):
    def __init__(self, itself, ancestors):
        self.itself = itself
        self.ancestors = ancestors

    def items(self):
        seen = set()
        for each in (self.itself, *self.ancestors):
            for key, value in each.items():
                if key not in seen:
                    seen.add(key)
                    yield key, value

    def __setitem__(self, key, value):
        if not hasattr(self, "itself"):
            self.itself = {}
        self.itself[key] = value

    def __getstate__(self):
        return self.itself, self.ancestors

    def __setstate__(self, state):
        self.itself, self.ancestors = state


for name, standin in (
    ("rigorous_recorder", AncestorDict),
    ("rigorous_recorder.__dependencies__.super_map", LazyDict),
):
    module = sys.modules[name] = types.ModuleType(name)
    standin.__module__ = name
    setattr(module, standin.__name__, standin)


def make(folder, count):
    os.makedirs(folder, exist_ok=True)
    collection = LazyDict()
    records = []
    for number in range(1, 11):
        experiment = LazyDict(
            experiment_number=number,
            error_number=0,
            had_error=False,
            experiment_start_time=1.5e9 + number,
            experiment_end_time=1.5e9 + number + 0.5,
            experiment_duration=0.5,
        )
        given = LazyDict(lr=0.1 * number, note=f"run {number}")
        models = [LazyDict(model=f"model{index}") for index in (1, 2)]
        training = [LazyDict(training=True) for _ in models]
        for index in range(count // 20):
            for model, phase in zip(models, training):
                # A tuple for each record, as the tool has it.
                ancestors = (phase, model, given, experiment, collection)
                records.append(AncestorDict({"index": index, "loss": random.random()}, ancestors))
    with open(f"{folder}/collection_id.txt", "w") as file:
        file.write("0.5")
    with open(f"{folder}/collection_info.pickle", "wb") as file:
        pickle.dump((collection, experiment), file, protocol=4)
    with open(f"{folder}/records.pickle", "wb") as file:
        file.write(pickle.dumps(records, protocol=4))


def load(folder):
    start = time.perf_counter()
    with open(f"{folder}/records.pickle", "rb") as file:
        records = pickle.loads(file.read())
    seconds = time.perf_counter() - start
    assert records[0].itself["index"] == 0
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
else:
    load(sys.argv[2])
