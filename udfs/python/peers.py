"""Texts a second of two Python embedders on a file, to hold beside `nightjar benchmark embed`.

    python -m venv venv && venv/bin/pip install -r requirements-peers.txt
    venv/bin/python peers.py --texts texts.txt --onnx model.onnx --tokenizer tokenizer.json \
        --threads 2

fastembed-style: batches of 256 in the order of the file, padded to the longest, on ONNX Runtime.
sentence-transformers: its own encode(), sorted by length, batches of 32, on PyTorch, with the
directory of --model or else random weights in MiniLM's shape: time does not depend on them. Both
read at most 256 tokens of a text and are timed warm, loading left out.
"""

import argparse
import pathlib
import tempfile
import time

MAX_TOKENS = 256


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", required=True, help="a text a line")
    parser.add_argument("--onnx", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--model", help="a sentence-transformers directory")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sample", type=int, default=0, help="texts to take, 0 for all")
    options = parser.parse_args()
    texts = read(options.texts, options.sample)
    tokenizer = open_tokenizer(options.tokenizer)
    tokens = sum(len(encoding.ids) for encoding in tokenizer.encode_batch(texts))
    report("fastembed-style", fastembed_style(options, tokenizer), texts, tokens)
    with tempfile.TemporaryDirectory() as directory:
        options.model = options.model or random_minilm(options.tokenizer, directory)
        report("sentence-transformers", sentence_transformers(options), texts, tokens)


def read(file, sample):
    lines = [line for line in pathlib.Path(file).read_text("utf-8").splitlines() if line.strip()]
    if not sample or sample >= len(lines):
        return lines
    return [lines[i * len(lines) // sample] for i in range(sample)]


def report(name, encode, texts, tokens):
    encode(texts[:64])
    start, cpu = time.perf_counter(), time.process_time()
    encode(texts)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"RESULT model={name} texts_per_s={len(texts) / seconds:.1f}"
        f" tokens_per_s={tokens / seconds:.0f} seconds={seconds:.1f} cpu_seconds={cpu:.1f}"
    )


def open_tokenizer(file):
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(file)
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def fastembed_style(options, tokenizer):
    import numpy
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    session = onnxruntime.InferenceSession(options.onnx, settings, ["CPUExecutionProvider"])
    types = any(item.name == "token_type_ids" for item in session.get_inputs())

    def encode(texts):
        vectors = []
        for start in range(0, len(texts), 256):
            batch = [encoding.ids for encoding in tokenizer.encode_batch(texts[start : start + 256])]
            ids = numpy.zeros((len(batch), max(map(len, batch))), dtype=numpy.int64)
            mask = numpy.zeros_like(ids)
            for row, text in enumerate(batch):
                ids[row, : len(text)] = text
                mask[row, : len(text)] = 1
            feeds = {"input_ids": ids, "attention_mask": mask}
            if types:
                feeds["token_type_ids"] = numpy.zeros_like(ids)
            states = session.run(None, feeds)[0]
            mean = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            vectors.append(mean / numpy.linalg.norm(mean, axis=1, keepdims=True))
        return vectors

    return encode


def random_minilm(tokenizer, directory):
    import transformers

    config = transformers.BertConfig(
        hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536
    )
    transformers.BertModel(config).save_pretrained(directory)
    transformers.PreTrainedTokenizerFast(
        tokenizer_file=tokenizer, pad_token="[PAD]", model_max_length=MAX_TOKENS
    ).save_pretrained(directory)
    return directory


def sentence_transformers(options):
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(options.threads)
    model = SentenceTransformer(options.model, device="cpu")
    model.max_seq_length = MAX_TOKENS
    return model.encode


if __name__ == "__main__":
    main()
