"""Makes Nightjar models of a sentence-transformers directory or an ONNX file.

    python -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python prepare_model.py --from PATH/all-MiniLM-L6-v2 --to models/minilm \
        --sample texts.txt

What it writes is a directory for each variant, ready for spark.nightjar.embed.model:

    fp32      attention and layer norm fused, pooling and normalisation inside the graph
    fp16-gpu  the same in half precision, its inputs and outputs as before
    int8-cpu  the same with weights quantised for CPUs; measure before you use it

Every variant embeds the sample, text by text and in padded batches of all lengths, and is compared
with the original's vectors of the single texts. One whose vectors are not finite or whose cosine
falls below the threshold is refused and not written. Texts a second are measured on this machine's
CPU for the original and for every variant that runs on one: int8 is not always faster. fp16 is
compared and timed on a GPU where onnxruntime-gpu finds one; else it is compared on the CPU and the
table says that no GPU checked it. The exit status is 0 if every variant asked for was written, else
1.
"""

import argparse
import hashlib
import json
import pathlib
import shutil
import sys
import tempfile
import time

import numpy
import onnx
import onnxruntime
import tokenizers
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import float16, optimizer

KNOWN_MODULES = ("Transformer", "Pooling", "Normalize")
OUTPUTS = ("sentence_embedding", "last_hidden_state", "token_embeddings")
# The lowest and the mean cosine with the original's vectors that a variant may have.
THRESHOLDS = {"fp32": (0.9999, 0.99999), "fp16-gpu": (0.998, 0.9995), "int8-cpu": (0.95, 0.98)}
TINY = 1e-12
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
# Texts of a padded batch, from the shortest to the longest of the sample.
PADDED = 8


def main(arguments):
    options = parse(arguments)
    source = Source(pathlib.Path(options.source))
    texts = [line for line in pathlib.Path(options.sample).read_text("utf-8").splitlines() if line]
    if not texts:
        raise SystemExit(f"{options.sample} has no texts; give a file with a text a line")
    sample = source.tokenize(texts)
    wanted = source.vectors(session(source.graph), sample, pooled=False)
    rate = speed(session(source.graph), sample)
    print(f"{'variant':10} {'lowest cosine':>14} {'mean cosine':>12} {'texts/s':>8}")
    print(f"{'original':10} {1:14.6f} {1:12.6f} {rate:8.1f}")
    refused = 0
    with tempfile.TemporaryDirectory() as scratch:
        fused = pathlib.Path(scratch) / "fused.onnx"
        fuse(source, fused)
        for variant in options.variants:
            graph = pathlib.Path(scratch) / f"{variant}.onnx"
            convert(variant, fused, graph)
            pool(graph, source)
            problem = check(variant, source, graph, sample, wanted)
            if problem:
                print(f"{variant:10} refused: {problem}")
                refused += 1
            else:
                write(source, graph, pathlib.Path(options.target) / variant)
    return 1 if refused else 0


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--from", dest="source", required=True, help="model directory or .onnx")
    parser.add_argument("--to", dest="target", required=True, help="where variants are written")
    parser.add_argument("--sample", required=True, help="a text a line, some hundreds")
    parser.add_argument("--variants", nargs="+", default=list(THRESHOLDS), choices=THRESHOLDS)
    return parser.parse_args(arguments)


class Source:
    """A model as it came, with what its files say about pooling."""

    def __init__(self, path):
        self.directory = path if path.is_dir() else path.parent
        candidates = [path] if path.is_file() else [path / "model.onnx", path / "onnx/model.onnx"]
        self.graph = next((file for file in candidates if file.is_file()), None)
        if self.graph is None or not (self.directory / "tokenizer.json").is_file():
            raise SystemExit(f"{path} has no model.onnx (or onnx/model.onnx) or no tokenizer.json")
        self.pooling = self.find_pooling()
        modules = [module["type"].split(".")[-1] for module in self.json("modules.json")]
        self.check(modules)
        self.normalize = not modules or "Normalize" in modules
        declared = self.json("tokenizer_config.json").get("model_max_length")
        bert = self.json("sentence_bert_config.json").get("max_seq_length")
        self.max_tokens = limit(bert, limit(declared, 512))
        self.prompts = self.json("config_sentence_transformers.json").get("prompts", {})
        self.tokenizer = tokenizers.Tokenizer.from_file(str(self.directory / "tokenizer.json"))
        self.padding = self.find_padding()
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.max_tokens)

    def find_pooling(self):
        config = self.json("1_Pooling/config.json")
        known = {"cls_token": "CLS", "lasttoken": "LAST_TOKEN", "mean_tokens": "MEAN"}
        start = "pooling_mode_"
        on = [key[len(start) :] for key, value in config.items() if key.startswith(start) and value]
        if not config:
            return "MEAN"
        if len(on) > 1:
            raise SystemExit(
                f"{self.directory} asks for several poolings side by side, {on};"
                " use one of mean, cls or last token"
            )
        if not on or on[0] not in known:
            raise SystemExit(
                f"{self.directory} asks for a pooling that Nightjar does not have: {config}"
            )
        return known[on[0]]

    def check(self, modules):
        """Refuses token vectors where more than pooling would have to follow."""
        others = [module for module in modules if module not in KNOWN_MODULES]
        outputs = [out.name for out in onnx.load(self.graph, load_external_data=False).graph.output]
        if others and "sentence_embedding" not in outputs:
            raise SystemExit(
                f"{self.directory} has modules that Nightjar does not run, {others}, and its graph"
                f" gives {outputs}; export it whole, with an output sentence_embedding"
            )

    def json(self, name):
        file = self.directory / name
        return json.loads(file.read_text("utf-8")) if file.is_file() else {}

    def tokenize(self, texts):
        return sorted((self.tokenizer.encode(text).ids for text in texts), key=len)

    def find_padding(self):
        if self.tokenizer.padding:
            return self.tokenizer.padding["pad_id"]
        usual = map(self.tokenizer.token_to_id, ("[PAD]", "<pad>", "<|padding|>", "<PAD>"))
        return next((id for id in usual if id is not None), 0)

    def vectors(self, run, sample, pooled):
        return numpy.stack([self.vector(run, ids, pooled) for ids in sample])

    def padded_vectors(self, run, sample):
        """The pooling graph's vectors of batches that hold texts of all lengths."""
        batches = -(-len(sample) // PADDED)
        vectors = [None] * len(sample)
        for first in range(batches):
            texts = sample[first::batches]
            ids = numpy.full((len(texts), max(map(len, texts))), self.padding, dtype=numpy.int64)
            mask = numpy.zeros_like(ids)
            for row, text in enumerate(texts):
                ids[row, : len(text)] = text
                mask[row, : len(text)] = 1
            output = run(ids, mask).astype(numpy.float64)
            lengths = numpy.linalg.norm(output, axis=1, keepdims=True)
            vectors[first::batches] = output / numpy.maximum(lengths, TINY)
        return numpy.stack(vectors)

    def vector(self, run, ids, pooled):
        output = run(numpy.array([ids], dtype=numpy.int64))[0].astype(numpy.float64)
        if not pooled and output.ndim == 2:
            output = {"MEAN": output.mean(0), "CLS": output[0], "LAST_TOKEN": output[-1]}[
                self.pooling
            ]
        return output / max(numpy.linalg.norm(output), TINY)


def limit(declared, otherwise):
    """Some tokenizers write 1e30 for "no limit"; that is taken as no statement."""
    return otherwise if declared is None or declared > 1_000_000 else int(declared)


def session(graph, provider=CPU):
    """A function from ids and mask to the output with the vectors, on a GPU or a CPU's thread."""
    opened = open_graph(graph, provider)
    names = {item.name for item in opened.get_inputs()}
    found = {item.name for item in opened.get_outputs()}
    output = next((name for name in OUTPUTS if name in found), None)
    if output is None or not {"input_ids", "attention_mask"} <= names:
        raise SystemExit(f"{graph} is no text encoder: inputs {names}, outputs {found}")

    def run(ids, mask=None):
        feeds = {"input_ids": ids, "attention_mask": numpy.ones_like(ids) if mask is None else mask}
        if "token_type_ids" in names:
            feeds["token_type_ids"] = numpy.zeros_like(ids)
        return opened.run([output], feeds)[0]

    return run


def open_graph(graph, provider):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(graph), options, [provider])


def fastest_provider(variant, graph):
    """A GPU for half precision, where one opens the graph: being built for GPUs is no GPU."""
    built_in = CUDA in onnxruntime.get_available_providers()
    if variant == "fp16-gpu" and built_in and CUDA in open_graph(graph, CUDA).get_providers():
        return CUDA
    return CPU


def speed(run, sample):
    """Texts a second: batches of one length each, the second of two passes."""
    batches = {}
    for ids in sample:
        batches.setdefault(len(ids), []).append(ids)
    arrays = [numpy.array(batch, dtype=numpy.int64) for batch in batches.values()]
    for _ in range(2):
        start = time.perf_counter()
        for array in arrays:
            run(array)
    return len(sample) / (time.perf_counter() - start)


def fuse(source, target):
    """Fuses attention, layer norm and activations into what the runtime has kernels for."""
    optimizer.optimize_model(
        str(source.graph), model_type="bert", opt_level=0, only_onnxruntime=False
    ).save_model_to_file(str(target))


def convert(variant, fused, target):
    if variant == "fp32":
        shutil.copyfile(fused, target)
    elif variant == "fp16-gpu":
        half = float16.convert_float_to_float16(onnx.load(fused), keep_io_types=True)
        onnx.save(half, target)
    else:
        quantize_dynamic(
            fused,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Shapes cannot be inferred through fused operators.
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def pool(file, source):
    """Appends pooling and normalisation, in 32 bits: half precision would lose digits in sums."""
    model = onnx.load(file)
    graph = model.graph
    states = next(name for name in OUTPUTS if any(name == item.name for item in graph.output))
    if states == "sentence_embedding":
        return
    output = next(item for item in graph.output if item.name == states)
    if all(item.name != "attention_mask" for item in graph.input):
        ids = next(item for item in graph.input if item.name == "input_ids")
        mask = graph.input.add()
        mask.CopyFrom(ids)
        mask.name = "attention_mask"
    width = output.type.tensor_type.shape.dim[2].dim_value
    nodes, constants = POOLINGS[source.pooling](states)
    constants |= {
        "nj_row": numpy.array([0, 1, -1]),
        "nj_column": numpy.array([0, -1, 1]),
        "nj_flat": numpy.array([0, -1]),
    }
    if source.normalize:
        nodes += [
            *reshape("nj_pooled", "nj_row", "nj_column"),
            helper.make_node("MatMul", ["nj_pooled_row", "nj_pooled_column"], ["nj_squares"]),
            helper.make_node("Reshape", ["nj_squares", "nj_flat"], ["nj_square"]),
            helper.make_node("Sqrt", ["nj_square"], ["nj_norm"]),
            helper.make_node("Max", ["nj_norm", "nj_tiny"], ["nj_divisor"]),
            helper.make_node("Div", ["nj_pooled", "nj_divisor"], ["sentence_embedding"]),
        ]
        constants["nj_tiny"] = numpy.array(TINY, dtype=numpy.float32)
    else:
        nodes.append(helper.make_node("Identity", ["nj_pooled"], ["sentence_embedding"]))
    graph.node.extend(nodes)
    graph.initializer.extend(
        numpy_helper.from_array(value, name) for name, value in constants.items()
    )
    del graph.output[:]
    graph.output.append(
        helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", width])
    )
    onnx.save(model, file)


# Only operators that have not changed since opset 10: the graph keeps the opset that it came with.


def reshape(name, *shapes):
    return [
        helper.make_node("Reshape", [name, shape], [shape.replace("nj", name, 1)])
        for shape in shapes
    ]


def weigh(states, weights):
    """The sum of a text's token vectors, each times its weight."""
    return [
        helper.make_node("MatMul", [f"{weights}_row", states], ["nj_sum_row"]),
        helper.make_node("Reshape", ["nj_sum_row", "nj_flat"], ["nj_sum"]),
    ]


def mask():
    return helper.make_node("Cast", ["attention_mask"], ["nj_mask"], to=TensorProto.FLOAT)


def pool_mean(states):
    """A mask of ones and zeros times itself is its count."""
    nodes = [
        mask(),
        *reshape("nj_mask", "nj_row", "nj_column"),
        *weigh(states, "nj_mask"),
        helper.make_node("MatMul", ["nj_mask_row", "nj_mask_column"], ["nj_counts"]),
        helper.make_node("Reshape", ["nj_counts", "nj_flat"], ["nj_count"]),
        helper.make_node("Div", ["nj_sum", "nj_count"], ["nj_pooled"]),
    ]
    return nodes, {}


def pool_cls(states):
    nodes = [helper.make_node("Gather", [states, "nj_zero"], ["nj_pooled"], axis=1)]
    return nodes, {"nj_zero": numpy.array(0)}


def pool_last_token(states):
    """The mask less the mask moved one to the left is one at the last token alone."""
    nodes = [
        mask(),
        helper.make_node("Slice", ["nj_mask", "nj_second", "nj_end", "nj_axis"], ["nj_tail"]),
        helper.make_node("Slice", ["nj_mask", "nj_first", "nj_second", "nj_axis"], ["nj_head"]),
        helper.make_node("Sub", ["nj_head", "nj_head"], ["nj_nothing"]),
        helper.make_node("Concat", ["nj_tail", "nj_nothing"], ["nj_moved"], axis=1),
        helper.make_node("Sub", ["nj_mask", "nj_moved"], ["nj_last"]),
        *reshape("nj_last", "nj_row"),
        *weigh(states, "nj_last"),
        helper.make_node("Identity", ["nj_sum"], ["nj_pooled"]),
    ]
    places = {"first": [0], "second": [1], "end": [2**31], "axis": [1]}
    return nodes, {f"nj_{name}": numpy.array(place) for name, place in places.items()}


POOLINGS = {"MEAN": pool_mean, "CLS": pool_cls, "LAST_TOKEN": pool_last_token}


def check(variant, source, graph, sample, wanted):
    """Compares a variant with the original; says what is wrong with it, or nothing."""
    provider = fastest_provider(variant, graph)
    run = session(graph, provider)
    found = source.vectors(run, sample, pooled=True)
    found = numpy.concatenate([found, source.padded_vectors(run, sample)])
    if not numpy.isfinite(found).all():
        return "some of its vectors are not finite"
    cosines = (found * numpy.concatenate([wanted, wanted])).sum(1)
    # Half precision is for GPUs; how fast a CPU emulates it says nothing.
    timed = variant != "fp16-gpu" or provider == CUDA
    rate = f"{speed(run, sample):8.1f}" if timed else "not checked on a GPU"
    print(f"{variant:10} {cosines.min():14.6f} {cosines.mean():12.6f} {rate:>8}")
    lowest, mean = THRESHOLDS[variant]
    if cosines.min() < lowest or cosines.mean() < mean:
        return f"it must reach {lowest} at the lowest and {mean} in the mean"
    return None


def write(source, graph, target):
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(graph, target / "model.onnx")
    shutil.copyfile(source.directory / "tokenizer.json", target / "tokenizer.json")
    passage = source.prompts.get("document", source.prompts.get("passage", ""))
    settings = {
        "pooling": source.pooling,
        "normalize": source.normalize,
        "max_tokens": source.max_tokens,
        "passage_prefix": passage,
        "query_prefix": source.prompts.get("query", ""),
        "sha256": {name: sha256(target / name) for name in ("model.onnx", "tokenizer.json")},
    }
    (target / "nightjar.json").write_text(json.dumps(settings, indent=2) + "\n", "utf-8")


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
