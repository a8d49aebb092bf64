/**
 * Networks of 8-bit integers: static quantisation of weights and activations, as ONNX Runtime's own
 * tool does it (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference"). The graph stays one of floats, with pairs of QuantizeLinear
 * and DequantizeLinear around convolutions, dense layers and what lies between (the QDQ form),
 * which ONNX Runtime turns into integer kernels where the processor has them and computes in floats
 * elsewhere, with the same results but for rounding.
 *
 * <p>In flow a network of floats and captures to calibrate by; out flows a network of the same
 * inputs and outputs ({@link dev.winnow.onnx.quantization.StaticQuantization}). The way back leads
 * to a network that can be differentiated ({@link dev.winnow.onnx.quantization.Dequantization}).
 */
@NullMarked
package dev.winnow.onnx.quantization;

import org.jspecify.annotations.NullMarked;
