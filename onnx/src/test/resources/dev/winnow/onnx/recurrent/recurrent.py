"""Exports small recurrent networks of random weights, as PyTorch 1.13 does, and one with branches.

    /usr/bin/python3 recurrent.py FOLDER

(Debian's python3-torch 1.13 and python3-onnx 1.12) writes lstm.onnx, gru.onnx, bilstm.onnx and
streaming.onnx, and beside each a text file: the values of the inputs, and those that PyTorch made
of them, one list per line; of streaming.onnx zeros for the state, and last the answer that a state
of halves gives. branches.onnx has an If for the sample rate, and within it another for
the shape of the input.
"""
import pathlib
import sys

import torch
from onnx import TensorProto, helper, save
from torch import nn

torch.manual_seed(16)
folder = pathlib.Path(sys.argv[1])


class Last(nn.Module):
    """Two layers, of the second the last hidden state, and a dense layer."""

    def __init__(self, layer, directions=1):
        super().__init__()
        self.first = layer(6, 8, batch_first=True, bidirectional=directions == 2)
        self.second = layer(8 * directions, 8, batch_first=True, bidirectional=directions == 2)
        self.classes = nn.Linear(8 * directions, 5)

    def forward(self, x):
        steps, _ = self.first(x)
        _, last = self.second(steps)
        hidden = last[0] if isinstance(last, tuple) else last
        return torch.softmax(self.classes(torch.cat(tuple(hidden), dim=1)), dim=1)


class Stacked(nn.Module):
    """Two layers in one module, time first, the last step of the second."""

    def __init__(self):
        super().__init__()
        self.layers = nn.GRU(6, 8, num_layers=2)
        self.classes = nn.Linear(8, 5)

    def forward(self, x):
        steps, _ = self.layers(x.transpose(0, 1))
        return torch.softmax(self.classes(steps[-1]), dim=1)


class Streaming(nn.Module):
    """One layer that is handed its state and gives it back, beside the answer."""

    def __init__(self):
        super().__init__()
        self.cell = nn.LSTM(6, 8, batch_first=True)
        self.classes = nn.Linear(8, 5)

    def forward(self, x, state):
        steps, (h, c) = self.cell(x, (state[0:1], state[1:2]))
        return torch.softmax(self.classes(steps[:, -1]), dim=1), torch.cat((h, c), dim=0)


def numbers(tensor):
    return " ".join(repr(float(v)) for v in tensor.flatten())


def write(name, network, inputs, names, outputs, batched, others=()):
    network.eval()
    with torch.no_grad():
        made = network(*inputs)
    made = made if isinstance(made, tuple) else (made,)
    axes = {n: {0: "batch"} for n in batched}
    torch.onnx.export(
        network,
        inputs,
        folder / (name + ".onnx"),
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=14,
    )
    lines = [numbers(t) for t in inputs + made]
    with torch.no_grad():
        lines += [numbers(network(*other)[0]) for other in others]
    (folder / (name + ".txt")).write_text("\n".join(lines) + "\n")


x = torch.randn(2, 10, 6)
write("lstm", Last(nn.LSTM), (x,), ["series"], ["classes"], ["series", "classes"])
write("gru", Stacked(), (x,), ["series"], ["classes"], ["series", "classes"])
write("bilstm", Last(nn.LSTM, 2), (x,), ["series"], ["classes"], ["series", "classes"])
one = torch.randn(1, 10, 6)
write(
    "streaming",
    Streaming(),
    (one, torch.zeros(2, 1, 8)),
    ["series", "state"],
    ["classes", "stateN"],
    [],
    [(one, torch.full((2, 1, 8), 0.5))],
)


def branches():
    """Of 16,000 Hz: 2 x, and 1 more where four values come; else 3 x."""

    def number(name, value, kind=TensorProto.FLOAT):
        return helper.make_tensor(name, kind, [], [value])

    def graph(name, nodes, output, weights=()):
        made = helper.make_tensor_value_info(output, TensorProto.FLOAT, None)
        return helper.make_graph(nodes, name, [], [made], list(weights))

    node = helper.make_node
    more = graph("more", [node("Add", ["twice", "one"], ["sum"])], "sum", [number("one", 1.0)])
    same = graph("same", [node("Identity", ["twice"], ["copy"])], "copy")
    wide = graph(
        "wide",
        [
            node("Mul", ["x", "two"], ["twice"]),
            node("Shape", ["x"], ["shape"]),
            node("Gather", ["shape", "axis"], ["extent"]),
            node("Equal", ["extent", "four"], ["is_four"]),
            node("If", ["is_four"], ["chosen"], then_branch=more, else_branch=same),
        ],
        "chosen",
        [
            number("two", 2.0),
            number("axis", 1, TensorProto.INT64),
            number("four", 4, TensorProto.INT64),
        ],
    )
    narrow = graph("narrow", [node("Mul", ["x", "three"], ["z"])], "z", [number("three", 3.0)])
    nodes = [
        node("Equal", ["rate", "wanted"], ["is_wide"]),
        node("If", ["is_wide"], ["scaled"], then_branch=wide, else_branch=narrow),
        node("Softmax", ["scaled"], ["classes"]),
    ]
    inputs = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 4]),
        helper.make_tensor_value_info("rate", TensorProto.INT64, []),
    ]
    outputs = [helper.make_tensor_value_info("classes", TensorProto.FLOAT, ["batch", 4])]
    whole = helper.make_graph(
        nodes, "branches", inputs, outputs, [number("wanted", 16000, TensorProto.INT64)]
    )
    opset = helper.make_operatorsetid("", 14)
    save(
        helper.make_model(whole, opset_imports=[opset], ir_version=7), folder / "branches.onnx"
    )


branches()
