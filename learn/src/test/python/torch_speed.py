"""Trains the network that GraphDump wrote, for FineTuningBenchmark, which starts it:

    python3 torch_speed.py FOLDER THREADS RATE

Says its version, then for each line of standard input, a number of steps, makes the steps and
says how many seconds they took and the loss before each. Needs nothing but torch.
"""
import json
import pathlib
import sys
import time

import torch
from torch.nn import functional as F


def padded(x, attributes, value):
    """What torch can pad itself, and x padded if it cannot: both sides of an axis alike."""
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    if (top, left) == (bottom, right):
        return x, (top, left)
    return F.pad(x, (left, right, top, bottom), value=value), (0, 0)


def conv(a, _, x, weight, bias=None):
    x, padding = padded(x, a, 0.0)
    return F.conv2d(
        x, weight, bias, a.get("strides", 1), padding, a.get("dilations", 1), a.get("group", 1)
    )


def max_pool(a, _, x):
    x, padding = padded(x, a, -float("inf"))
    return F.max_pool2d(x, a["kernel_shape"], a["strides"], padding)


def batch_norm(a, uses_batch, x, scale, bias, mean, variance):
    momentum = 1 - a.get("momentum", 0.9)
    return F.batch_norm(
        x, mean, variance, scale, bias, uses_batch, momentum, a.get("epsilon", 1e-5)
    )


def gemm(a, _, x, weight, bias):
    assert a == {"transB": 1}, a
    return F.linear(x, weight, bias)


OPERATORS = {
    "Add": lambda a, _, x, y: x + y,
    "BatchNormalization": batch_norm,
    "Conv": conv,
    "Dropout": lambda a, _, x, ratio: F.dropout(x, ratio.item(), training=True),
    "Flatten": lambda a, _, x: x.flatten(1),
    "Gemm": gemm,
    "GlobalAveragePool": lambda a, _, x: x.mean((2, 3), keepdim=True),
    "MaxPool": max_pool,
    "Relu": lambda a, _, x: F.relu(x),
}


def read(folder, described):
    data = bytearray((folder / described["file"]).read_bytes())
    return torch.frombuffer(data, dtype=torch.float32).reshape(described["shape"]).clone()


class Learner:
    def __init__(self, folder, rate):
        graph = json.loads((folder / "graph.json").read_text())
        self.uses_batch = graph["usesBatch"]
        self.constants = {c["name"]: read(folder, c) for c in graph["constants"]}
        self.nodes = [node for node in graph["nodes"] if node["op"] != "Softmax"]
        self.input = graph["batch"]["name"]
        self.batch = read(folder, graph["batch"])
        self.classes = torch.tensor(graph["batch"]["classes"])
        weights = [self.constants[c["name"]] for c in graph["constants"] if c["learns"]]
        for weight in weights:
            weight.requires_grad_()
        self.adam = torch.optim.Adam(weights, lr=rate)

    def logits(self):
        known = {self.input: self.batch, **self.constants}
        for node in self.nodes:
            inputs = [known[name] for name in node["inputs"]]
            made = OPERATORS[node["op"]](node["attributes"], self.uses_batch, *inputs)
            known[node["outputs"][0]] = made
        return made

    def step(self):
        self.adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(self.logits(), self.classes)
        loss.backward()
        self.adam.step()
        return loss.item()


folder, threads, rate = pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
torch.set_num_threads(threads)
learner = Learner(folder, rate)
print(torch.__version__, flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    losses = [learner.step() for _ in range(int(line))]
    seconds = time.perf_counter() - start
    print(seconds, *losses, flush=True)
