package dev.winnow.onnx;

import java.util.List;

/**
 * What an extractor holds beside the path to the tensor where the network was cut.
 *
 * @param known whether the first output is that tensor, or the reduction of it that {@link
 *     SplitNetwork#reduced} makes
 * @param reduction the operators of that reduction in order: Flatten, Sub, Gemm, and Clip, Mul, Add
 *     if it clips; empty if there is none
 * @param beside the operators that are neither on the way to the tensor nor of the reduction, in
 *     topological order
 */
public record AfterCut(boolean known, List<Node> reduction, List<Node> beside) {
  public AfterCut {
    reduction = List.copyOf(reduction);
    beside = List.copyOf(beside);
  }

  /**
   * Whether nothing is there that an honest build does not put there. What stands before the tensor
   * is another matter: only the network that was cut can say whether it belongs there.
   */
  public boolean isPlain() {
    return known && beside.isEmpty();
  }
}
