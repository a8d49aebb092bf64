package dev.winnow.edge.delivery;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of a response, unless it is larger than any answer can be. */
final class BoundedBody implements BodySubscriber<byte[]> {
  /** An answer is a few numbers per sample: this is 1,000 classes for 100 samples, in JSON. */
  static final int MOST_BYTES = 4 << 20;

  private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
  private Flow.@Nullable Subscription subscription;
  private long left = MOST_BYTES;

  @Override
  public CompletionStage<byte[]> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    body.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    left -= parts.stream().mapToLong(ByteBuffer::remaining).sum();
    if (left < 0 && subscription != null) {
      subscription.cancel();
      body.onError(
          new MalformedAnswerException(
              "the analyzer's answer has more than %,d bytes; is that address an analyzer's?"
                  .formatted(MOST_BYTES)));
    } else {
      body.onNext(parts);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.onError(failure);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }
}
