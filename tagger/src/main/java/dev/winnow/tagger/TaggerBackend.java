package dev.winnow.tagger;

import dev.winnow.analyzer.Backend;
import dev.winnow.analyzer.BackendTerms;
import dev.winnow.analyzer.WorkerPool;
import dev.winnow.analyzer.Workload;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.wire.NamedTensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Decodes the image of a request and has a tagger say what is on it, each in a thread. */
final class TaggerBackend implements Backend {
  private final BackendTerms terms;
  private final WorkerPool<ImageTagger> taggers;
  private final Workload load;

  private TaggerBackend(BackendTerms terms, WorkerPool<ImageTagger> taggers, Workload load) {
    this.terms = terms;
    this.taggers = taggers;
    this.load = load;
  }

  static TaggerBackend open(String name, TaggerPlan plan, Workload load) {
    ImageDecoder.warmUp();
    return new TaggerBackend(
        plan.terms(), WorkerPool.open(name, load, plan.open(), ImageTagger::close), load);
  }

  @Override
  public BackendTerms terms() {
    return terms;
  }

  @Override
  public CompletableFuture<List<NamedTensor>> answer(List<NamedTensor> inputs, int rows) {
    ByteBuffer jpeg = inputs.get(0).bytes().elements().get(0);
    ReleasedImage.requireSize(jpeg);
    return taggers.run(tagger -> answer(tagger, jpeg));
  }

  @Override
  public void close() {
    taggers.close();
  }

  private List<NamedTensor> answer(ImageTagger tagger, ByteBuffer jpeg) {
    Image image = ReleasedImage.decode(jpeg);
    NamedTensor output = new NamedTensor(terms.outputs().get(0).name(), tagger.tag(image));
    load.ran().ran(1);
    return List.of(output);
  }
}
