"""Writes random values with Python's own pickle, and what they are in the form of the expected files.

    python3 round-trip.py FOLDER SEED

FOLDER gets one file for each protocol and kind of values (`plain-4.pkl`, ...), pickles one after the
other, and beside it a JSON list of the same values. Without NumPy there are no files of its kind.
"""
import base64, collections, datetime, decimal, fractions, json, math, pathlib, pickle, random, sys, uuid

folder, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)

try:
    import numpy as np
except ImportError:
    np = None


try:
    import zoneinfo

    named_zones = [zoneinfo.ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata")]
except (ImportError, LookupError):
    named_zones = []


def encode(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {"$int": str(value)}
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": str(value)}
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, (set, frozenset)):
        return {"$set": [encode(item) for item in value]}
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            if not any(key.startswith("$") for key in value):
                return {key: encode(item) for key, item in value.items()}
        return {"$dict": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple, collections.deque)):
        return [encode(item) for item in value]
    if np is not None and isinstance(value, np.generic):
        item = value.item()
        return str(item) if isinstance(item, complex) else encode(item)
    if np is not None and isinstance(value, np.ndarray):
        # What is read is in this machine's byte order, and its type is called so.
        name = str(value.dtype.newbyteorder("="))
        return {"$ndarray": {"dtype": name, "shape": list(value.shape), "data": encode(listed(value))}}
    # Complex numbers, times, fractions, paths: their text.
    return str(value)


def listed(array):
    items = array.tolist()
    def plain(item):
        if isinstance(item, list):
            return [plain(part) for part in item]
        return str(item) if isinstance(item, complex) else item
    return plain(items)


def text():
    alphabet = rng.choice(["ab_/", "aé\u0000\u20ac\n\\'\"", "\U0001f600\ud800\udfffx", "__proto__"])
    if alphabet == "__proto__":
        return rng.choice(["__proto__", "constructor", "toString", "0", "-1", "length"])
    return "".join(rng.choice(alphabet) for _ in range(rng.choice([0, 1, 3, 20, 60, 300])))


def number():
    return rng.choice(
        [
            lambda: rng.randint(-300, 300),
            lambda: rng.randint(-(2**17), 2**17),
            lambda: rng.randint(-(2**34), 2**34),
            lambda: rng.randint(-(2**66), 2**66),
            lambda: rng.choice([1, -1]) * 2 ** rng.choice([7, 8, 15, 16, 31, 32, 47, 48, 53, 55, 63, 64, 2047, 2100])
            + rng.randint(-1, 1),
            lambda: rng.choice([0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1e308]),
            lambda: rng.uniform(-1e6, 1e6),
        ]
    )()


def moment():
    day = datetime.datetime(rng.choice([rng.randint(1, 9999), rng.randint(1950, 2030)]), rng.randint(1, 12), rng.randint(1, 28))
    zone = rng.choice(
        [None, datetime.timezone.utc, datetime.timezone(datetime.timedelta(minutes=rng.randint(-1439, 1439)))]
    )
    clock = (rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59), rng.choice([0, 1, 500000, rng.randint(0, 999999)]))
    if not 2 < day.year < 9998:
        zone = None
    elif 1950 < day.year < 2030 and named_zones:
        zone = rng.choice(named_zones)
    return rng.choice(
        [
            day.date(),
            day.replace(hour=clock[0], minute=clock[1], second=clock[2], microsecond=clock[3], tzinfo=zone),
            datetime.time(*clock, tzinfo=zone),
            datetime.timedelta(days=rng.randint(-1000, 1000), seconds=rng.randint(0, 86399), microseconds=clock[3]),
            datetime.timezone(datetime.timedelta(minutes=rng.randint(-1439, 1439))),
        ]
    )


def other():
    return rng.choice(
        [
            lambda: decimal.Decimal(rng.randint(-(10**20), 10**20)).scaleb(rng.randint(-30, 5)),
            lambda: fractions.Fraction(rng.randint(-99, 99), rng.randint(1, 99)),
            lambda: complex(rng.choice([0.0, -0.0, 1.5, 1e20]), rng.choice([0.0, 2.0, -1e-7])),
            lambda: uuid.UUID(int=rng.randint(0, 2**128 - 1)),
            lambda: pathlib.PurePosixPath(*(rng.choice(["/", "a", "b.c", ".."]) for _ in range(rng.randint(0, 4)))),
            lambda: pathlib.PureWindowsPath(rng.choice(["C:\\a\\b", "\\\\host\\share\\x", "a\\b", "d:", "\\"])),
        ]
    )()


def key(level):
    kind = rng.random()
    if kind < 0.6:
        return text()
    if kind < 0.8:
        # NaN is never equal to itself: a dict may have it many times over, a Map once. And 0 for -0.
        value = number()
        return 0 if value != value or value == 0 else value
    return rng.choice([None, True, b"b", datetime.date(2024, 2, 29)])


def value(level=0):
    kind = rng.random()
    if level > 4 or kind < 0.45:
        return rng.choice([text, number, lambda: None, lambda: rng.random() < 0.5])()
    if kind < 0.6:
        return rng.choice([moment, other, lambda: rng.choice([bytes, bytearray])(rng.randbytes(rng.choice([0, 1, 9, 300])))])()
    length = rng.choice([0, 1, 2, 3, 4, 5, 10])
    items = [value(level + 1) for _ in range(length)]
    if kind < 0.65 and items:
        items.extend([items[0], items[-1]])
    if kind < 0.75:
        return rng.choice([list, tuple, collections.deque])(items)
    if kind < 0.8:
        return rng.choice([set, frozenset])(key(level) for _ in range(length))
    pairs = [(key(level) if rng.random() < 0.3 else text(), item) for item in items]
    made = rng.choice(
        [dict, dict, collections.OrderedDict, lambda pairs: collections.defaultdict(list, pairs)]
    )(pairs)
    return made


def large():
    """Batches of a thousand, memo numbers beyond a byte and beyond 2^16."""
    words = [f"key {index}" for index in range(300)]
    records = [{word: index for word in rng.sample(words, 5)} for index in range(15000)]
    ints = {index: [index] for index in range(3000)}
    return {"records": records, "ints": ints, "again": [records[7], ints, words], "set": set(range(2500))}


def array():
    shape = rng.choice([(), (0,), (1,), (7,), (2, 3), (3, 0, 2), (2, 3, 4)])
    size = math.prod(shape)
    def floats():
        return np.array([rng.choice([0.0, -0.0, 1.5, math.nan, math.inf, rng.uniform(-1e3, 1e3)]) for _ in range(size)])
    dtype = rng.choice("? i1 u1 <i2 >i2 <u2 <i4 >u4 <i8 >i8 <u8 <f2 <f4 >f4 <f8 >f8 <c8 <c16 S3 U4 >U4 O".split())
    kind = np.dtype(dtype).kind
    if kind in "iu":
        info = np.iinfo(dtype)
        made = np.array([rng.randint(int(info.min), int(info.max)) for _ in range(size)], dtype=object).astype(dtype)
    elif kind == "b":
        made = floats() > 0
    elif kind in "fc":
        made = floats().astype(dtype)
    elif kind in "SU":
        made = np.array([rng.choice(["", "a", "xyz", "0"]) for _ in range(size)]).astype(dtype)
    else:
        made = np.empty(size, dtype=object)
        made[:] = [rng.choice([None, 1, "x", 2.5]) for _ in range(size)]
    made = made.reshape(shape, order=rng.choice("CF"))
    if made.ndim == 3 and kind != "O":
        made = made.transpose(rng.sample(range(3), 3))
    if size and rng.random() < 0.2:
        return made.flat[0]
    return made


def write(name, values, protocol):
    path = folder / f"{name}-{protocol}"
    with open(f"{path}.pkl", "wb") as file:
        for one in values:
            pickle.dump(one, file, protocol)
    path.with_suffix(".json").write_text(json.dumps([encode(one) for one in values]))


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    write("plain", [value() for _ in range(300)], protocol)
    write("large", [large()], protocol)
    if np is not None:
        write("numpy", [{"a": array(), "b": [array(), array()]} for _ in range(200)], protocol)
        shared = np.arange(6.0).reshape(2, 3)
        write("shared", [[shared, {"again": shared}, shared.dtype.name]], protocol)
