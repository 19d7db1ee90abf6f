"""Tests of prepare_model.py on a small BERT made here: python -m unittest test_prepare_model."""

import contextlib
import io
import json
import pathlib
import tempfile
import unittest
import unittest.mock

import numpy
import onnxruntime
import tokenizers
from onnx import TensorProto, helper, load, numpy_helper, save
from tokenizers import models, pre_tokenizers, processors

import prepare_model

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "warm", "sound", "good", "guitar", "bad", "strings"]
WIDTH = 8


class PrepareModelTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)
        self.source = self.root / "source"
        (self.source / "1_Pooling").mkdir(parents=True)
        encoder(self.source / "model.onnx")
        tokenizer().save(str(self.source / "tokenizer.json"))
        self.pooling("mean_tokens")
        self.put("modules.json", [{"type": "sentence_transformers.models.Normalize"}])
        self.put("sentence_bert_config.json", {"max_seq_length": 6})
        self.put("config_sentence_transformers.json", {"prompts": {"query": "good "}})
        self.sample = self.root / "sample.txt"
        self.sample.write_text("warm sound\ngood guitar bad strings warm sound\nguitar\n", "utf-8")

    def test_variants_are_written_and_agree_with_the_original(self):
        for mode in ("mean_tokens", "cls_token", "lasttoken"):
            with self.subTest(mode):
                self.pooling(mode)
                status, printed = self.prepare("fp32", "fp16-gpu", "int8-cpu")
                self.assertEqual((0, 5), (status, len(printed.splitlines())), printed)
                for variant in ("fp32", "fp16-gpu", "int8-cpu"):
                    self.assert_agrees(self.root / "out" / variant)

    def test_settings_and_hashes_go_with_the_model(self):
        self.prepare("fp32")
        directory = self.root / "out/fp32"
        settings = json.loads((directory / "nightjar.json").read_text("utf-8"))
        hashes = settings.pop("sha256")
        self.assertEqual(
            {
                "pooling": "MEAN",
                "normalize": True,
                "max_tokens": 6,
                "passage_prefix": "",
                "query_prefix": "good ",
            },
            settings,
        )
        for name, expected in hashes.items():
            self.assertEqual(expected, prepare_model.sha256(directory / name))

    def test_a_variant_that_strays_is_refused_and_not_written(self):
        strict = {**prepare_model.THRESHOLDS, "int8-cpu": (1.1, 1.1)}
        with unittest.mock.patch.object(prepare_model, "THRESHOLDS", strict):
            status, printed = self.prepare("fp32", "int8-cpu")
        self.assertEqual(1, status)
        self.assertIn("int8-cpu   refused: it must reach 1.1 at the lowest", printed)
        self.assertTrue((self.root / "out/fp32/model.onnx").exists())
        self.assertFalse((self.root / "out/int8-cpu").exists())

    def test_a_variant_that_ignores_the_mask_is_refused(self):
        def careless(file, source, pool=prepare_model.pool):
            pool(file, source)
            model = load(file)
            for node in model.graph.node:
                node.input[:] = ["all" if name == "attention_mask" else name for name in node.input]
            model.graph.node.insert(0, helper.make_node("Equal", ["input_ids"] * 2, ["all"]))
            save(model, file)

        with unittest.mock.patch.object(prepare_model, "pool", careless):
            status, printed = self.prepare("fp32")
        self.assertEqual(1, status)
        self.assertIn("fp32       refused: it must reach 0.9999 at the lowest", printed)

    def test_half_precision_says_whether_a_gpu_checked_it(self):
        providers = {"return_value": [prepare_model.CUDA, prepare_model.CPU]}
        with unittest.mock.patch.object(onnxruntime, "get_available_providers", **providers):
            status, printed = self.prepare("fp16-gpu")
        self.assertEqual(0, status, printed)
        if prepare_model.CUDA not in onnxruntime.get_available_providers():
            self.assertIn("not checked on a GPU", printed)

    def test_vectors_that_are_not_finite_are_refused(self):
        encoder(self.source / "model.onnx", scale=numpy.float32(1e38))
        status, printed = self.prepare("fp16-gpu")
        self.assertEqual(1, status)
        self.assertIn("refused", printed)

    def test_what_is_missing_is_named(self):
        (self.source / "tokenizer.json").unlink()
        with self.assertRaisesRegex(SystemExit, "no tokenizer.json"):
            self.prepare("fp32")
        with self.assertRaisesRegex(SystemExit, "has no texts"):
            tokenizer().save(str(self.source / "tokenizer.json"))
            self.sample.write_text("\n", "utf-8")
            self.prepare("fp32")

    def test_a_module_after_pooling_must_be_in_the_graph(self):
        self.put("modules.json", [{"type": "sentence_transformers.models.Dense"}])
        with self.assertRaisesRegex(SystemExit, r"does not run, \['Dense'\], and its graph gives"):
            self.prepare("fp32")

    def test_several_poolings_are_refused(self):
        modes = {"pooling_mode_cls_token": True, "pooling_mode_max_tokens": True}
        self.put("1_Pooling/config.json", modes)
        with self.assertRaisesRegex(SystemExit, "several poolings side by side"):
            self.prepare("fp32")

    def test_limits_beyond_a_million_tokens_are_no_statement(self):
        (self.source / "sentence_bert_config.json").unlink()
        for declared, expected in ((8192, 8192), (1e30, 512), (None, 512)):
            self.put("tokenizer_config.json", {"model_max_length": declared})
            self.assertEqual(expected, prepare_model.Source(self.source).max_tokens)
        self.put("sentence_bert_config.json", {"max_seq_length": None})
        self.assertEqual(512, prepare_model.Source(self.source).max_tokens)

    def assert_agrees(self, directory):
        source = prepare_model.Source(self.source)
        padded = numpy.array([[2, 4, 5, 3, 0, 0], [2, 6, 7, 8, 9, 3]], dtype=numpy.int64)
        session = onnxruntime.InferenceSession(str(directory / "model.onnx"))
        vectors = session.run(
            ["sentence_embedding"],
            {"input_ids": padded, "attention_mask": (padded != 0).astype(numpy.int64)},
        )[0]
        alone = prepare_model.session(source.graph)
        for row, vector in zip(padded, vectors):
            expected = source.vector(alone, [int(token) for token in row if token], pooled=False)
            self.assertGreater(float(expected @ vector), 0.95)
            self.assertAlmostEqual(1, float(numpy.linalg.norm(vector)), places=2)

    def prepare(self, *variants):
        printed = io.StringIO()
        arguments = ["--from", str(self.source), "--to", str(self.root / "out")]
        with contextlib.redirect_stdout(printed):
            status = prepare_model.main(
                [*arguments, "--sample", str(self.sample), "--variants", *variants]
            )
        return status, printed.getvalue()

    def pooling(self, mode):
        self.put("1_Pooling/config.json", {f"pooling_mode_{mode}": True})

    def put(self, name, content):
        (self.source / name).write_text(json.dumps(content), "utf-8")


def tokenizer():
    made = tokenizers.Tokenizer(
        models.WordLevel({word: id for id, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return made


def encoder(file, scale=numpy.float32(1)):
    """Embeddings, a dense layer and tanh; masked tokens do not reach the others."""
    random = numpy.random.default_rng(3)
    constants = {
        "table": random.normal(size=(len(WORDS), WIDTH)).astype(numpy.float32) * scale,
        "weights": random.normal(size=(WIDTH, WIDTH)).astype(numpy.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["embedded"], name="embed"),
        helper.make_node("MatMul", ["embedded", "weights"], ["dense"], name="dense"),
        helper.make_node("Tanh", ["dense"], ["last_hidden_state"], name="tanh"),
    ]
    ids = ["batch", "tokens"]
    graph = helper.make_graph(
        nodes,
        "encoder",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, ids),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ids),
        ],
        [
            helper.make_tensor_value_info(
                "last_hidden_state", TensorProto.FLOAT, [*ids, WIDTH]
            )
        ],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), file
    )


if __name__ == "__main__":
    unittest.main()
