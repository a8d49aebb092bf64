"""Makes small.onnx, small.f32 and small.ort.onnx: a network of floats, samples, and what ONNX
Runtime's own quantiser makes of the network by these samples. Made with onnx 1.23.1, onnxruntime
1.30.0 and numpy, Python 3.11:

    python3 quantizer.py
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static)

random = np.random.default_rng(7)


def weight(name, *shape):
    values = random.normal(size=shape) / np.sqrt(np.prod(shape[1:]) or 1)
    return numpy_helper.from_array(values.astype(np.float32), name)


nodes = [
    helper.make_node("Conv", ["x", "w1", "b1"], ["c1"], name="c1", pads=[1, 1, 1, 1]),
    helper.make_node("Relu", ["c1"], ["r1"], name="r1"),
    helper.make_node("Conv", ["r1", "w2", "b2"], ["c2"], name="c2", pads=[1, 1, 1, 1], group=4),
    helper.make_node("Add", ["c2", "r1"], ["a"], name="a"),
    helper.make_node("MaxPool", ["a"], ["m"], name="m", kernel_shape=[2, 2], strides=[2, 2]),
    helper.make_node("GlobalAveragePool", ["m"], ["g"], name="g"),
    helper.make_node("Flatten", ["g"], ["f"], name="f"),
    helper.make_node("Gemm", ["f", "w3", "b3"], ["y"], name="y", transB=1),
]
graph = helper.make_graph(
    nodes, "small",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, 8, 8])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 2])],
    [weight("w1", 4, 3, 3, 3), weight("b1", 4), weight("w2", 4, 1, 3, 3), weight("b2", 4),
     weight("w3", 2, 4), weight("b3", 2)])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.save(model, "small.onnx")
samples = random.normal(size=(12, 3, 8, 8)).astype("<f4")
samples.tofile("small.f32")


class Samples(CalibrationDataReader):
    def __init__(self):
        self.left = iter({"x": sample[None]} for sample in samples)

    def get_next(self):
        return next(self.left, None)


quantize_static(
    "small.onnx", "small.ort.onnx", Samples(), quant_format=QuantFormat.QDQ, per_channel=True,
    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
    calibrate_method=CalibrationMethod.MinMax)
