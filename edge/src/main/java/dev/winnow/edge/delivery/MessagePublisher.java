package dev.winnow.edge.delivery;

import dev.winnow.wire.Message;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Flow;

/** Hands the bytes of a message to the HTTP client, which reads them where they lie. */
final class MessagePublisher implements Flow.Publisher<ByteBuffer> {
  private final Message message;

  MessagePublisher(Message message) {
    this.message = message;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Reading(message.parts().iterator(), subscriber));
  }

  /** One reading of the message; a second attempt is another. */
  private static final class Reading implements Flow.Subscription {
    private final Iterator<ByteBuffer> parts;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private long wanted;
    private boolean handing;
    private boolean over;

    Reading(Iterator<ByteBuffer> parts, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.parts = parts;
      this.subscriber = subscriber;
    }

    @Override
    public synchronized void request(long count) {
      wanted += count;
      if (handing) {
        // Asked from within onNext: the loop below goes on when that returns.
        return;
      }
      handing = true;
      while (wanted > 0 && !over) {
        wanted--;
        subscriber.onNext(parts.next());
        if (!over && !parts.hasNext()) {
          over = true;
          subscriber.onComplete();
        }
      }
      handing = false;
    }

    @Override
    public synchronized void cancel() {
      over = true;
    }
  }
}
