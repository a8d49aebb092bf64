@NullMarked
package dev.winnow.onnx;

import org.jspecify.annotations.NullMarked;
