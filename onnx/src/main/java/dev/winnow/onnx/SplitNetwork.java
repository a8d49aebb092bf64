package dev.winnow.onnx;

import dev.winnow.core.PcaProjection;

/**
 * The two sides of a cut network.
 *
 * @param extractor from the network's inputs to the cut tensor, its only output
 * @param analyzer from the cut tensor, its only input, to the network's outputs
 */
public record SplitNetwork(Network extractor, Network analyzer) {

  /**
   * The same sides with a reduction between them: the extractor ends in the reduced feature,
   * clipped if the reduction clips, and the analyzer begins by undoing the reduction. Both stay
   * plain ONNX of the same operator set and the same batch; the name and the shape, k, of what now
   * crosses are those of the extractor's output.
   *
   * @param reduction of a feature of as many values as cross the cut, in row-major order
   * @throws IllegalArgumentException if another number of values crosses
   */
  public SplitNetwork reduced(PcaProjection reduction) {
    return reduced(reduction, 1);
  }

  /**
   * The same where what arrives lies nearer to the centre than what was sent, on average over many
   * samples, as randomised response has it: the analyzer first draws it out again.
   *
   * @param gain by which the distance from the centre is multiplied, positive
   * @throws IllegalArgumentException if another number of values crosses
   */
  public SplitNetwork reduced(PcaProjection reduction, double gain) {
    return new Reducer(this, reduction, gain).reduced();
  }

  /**
   * The tensor of the reduced feature in units of its deviations, before it is clipped; of an
   * extractor that was {@link #reduced} with a clip.
   */
  public String scores() {
    return Reducer.scores(extractor.outputs().get(0).name());
  }

  /**
   * Both sides as one network again, with whatever was put between them.
   *
   * @throws IllegalArgumentException if the sides share a constant and differ in its value
   */
  public Network joined() {
    return GraphMerger.joined(extractor, analyzer);
  }
}
