"""Writes the tiny graphs of the tests; needs onnx==1.23.2.

pooled.onnx takes 32-bit ids and gives [mean id, 2 * mean id, 1, 0] of the tokens that are not
masked as sentence_embedding; wrong-input.onnx takes pixels; half-output.onnx gives 16-bit floats.
"""

import pathlib

import numpy
from onnx import TensorProto, helper, numpy_helper, save

HERE = pathlib.Path(__file__).parent


def tensor(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, list(shape))


def write(name, nodes, inputs, outputs, constants=()):
    initializers = [numpy_helper.from_array(value, key) for key, value in constants]
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    save(model, HERE / f"{name}.onnx")


def ids(kind):
    return [tensor("input_ids", kind, "b", "s"), tensor("attention_mask", kind, "b", "s")]


def main():
    write(
        "pooled",
        [
            helper.make_node("Cast", ["input_ids"], ["ids"], to=TensorProto.FLOAT),
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["ids", "mask"], ["masked"]),
            helper.make_node("ReduceSum", ["masked", "axis"], ["sum"], keepdims=1),
            helper.make_node("ReduceSum", ["mask", "axis"], ["count"], keepdims=1),
            helper.make_node("Div", ["sum", "count"], ["mean"]),
            helper.make_node("Mul", ["mean", "scale"], ["scaled"]),
            helper.make_node("Add", ["scaled", "offset"], ["sentence_embedding"]),
        ],
        ids(TensorProto.INT32),
        [tensor("sentence_embedding", TensorProto.FLOAT, "b", 4)],
        [
            ("axis", numpy.array([1], dtype=numpy.int64)),
            ("scale", numpy.array([[1, 2, 0, 0]], dtype=numpy.float32)),
            ("offset", numpy.array([[0, 0, 1, 0]], dtype=numpy.float32)),
        ],
    )
    write(
        "wrong-input",
        [helper.make_node("Identity", ["pixels"], ["last_hidden_state"])],
        [tensor("pixels", TensorProto.FLOAT, "b", "s", 4)],
        [tensor("last_hidden_state", TensorProto.FLOAT, "b", "s", 4)],
    )
    write(
        "half-output",
        [
            helper.make_node("Add", ["input_ids", "attention_mask"], ["both"]),
            helper.make_node("Cast", ["both"], ["half"], to=TensorProto.FLOAT16),
            helper.make_node("Unsqueeze", ["half", "axis"], ["last_hidden_state"]),
        ],
        ids(TensorProto.INT64),
        [tensor("last_hidden_state", TensorProto.FLOAT16, "b", "s", 1)],
        [("axis", numpy.array([2], dtype=numpy.int64))],
    )


if __name__ == "__main__":
    main()
