package dev.winnow.analyzer.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.common.stream.AbortedStreamException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** What a client is told of what the HTTP library threw: a sentence, and no names of classes. */
public final class LibraryErrors {
  /** What the names of the library's classes begin with. */
  private static final String LIBRARY = "com.linecorp";

  private final Function<Throwable, ErrorStatus> others;

  /**
   * @param others says what is told of what the library did not throw
   */
  public LibraryErrors(Function<Throwable, ErrorStatus> others) {
    this.others = others;
  }

  /** What is told of what was thrown. */
  public ErrorStatus of(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? cause(thrown) : thrown;
    if (cause instanceof HttpStatusException failed && failed.getCause() != null) {
      cause = failed.getCause();
    }
    if (cause instanceof RefusedBodyException refusal) {
      return refusal.status();
    }
    if (cause instanceof ContentTooLargeException) {
      return Unpacking.tooLarge();
    }
    if (cause instanceof InvalidProtocolBufferException) {
      return malformed("the message is no message of the protocol");
    }
    if (cause instanceof RequestTimeoutException) {
      return ErrorStatus.later(
          503, Status.Code.DEADLINE_EXCEEDED, "the request took too long; try again later");
    }
    if (cause instanceof ShuttingDownException) {
      return ErrorStatus.later(503, Status.Code.UNAVAILABLE, RequestDrain.STOPPING);
    }
    if (cause instanceof ClosedStreamException
        || cause instanceof AbortedStreamException
        || Exceptions.isExpected(cause)) {
      // The client hung up: nobody reads this, and nobody need be told.
      return new ErrorStatus(499, Status.Code.CANCELLED, "the client hung up");
    }
    return cause instanceof HttpStatusException failed
        ? of(failed.httpStatus().code())
        : others.apply(cause);
  }

  /** The same for the part of the library that speaks gRPC. */
  public GrpcExceptionHandlerFunction grpc(IntConsumer refused) {
    return (context, status, cause, metadata) -> grpc(status, cause, metadata, refused);
  }

  /** What is told where the library has but a status. */
  static ErrorStatus of(int status) {
    return switch (status) {
      case 413 -> Unpacking.tooLarge();
      case 503 ->
          ErrorStatus.later(
              503, Status.Code.UNAVAILABLE, "the request cannot be taken now; try again later");
      default ->
          new ErrorStatus(
              status,
              Status.Code.INVALID_ARGUMENT,
              "the request is not valid HTTP here: " + HttpStatus.valueOf(status).reasonPhrase());
    };
  }

  private Status grpc(Status status, Throwable cause, Metadata metadata, IntConsumer refused) {
    if (cause.getCause() instanceof InvalidProtocolBufferException malformed) {
      return grpc(status, malformed, metadata, refused);
    }
    boolean named = String.valueOf(status.getDescription()).contains(LIBRARY);
    if (cause instanceof StatusRuntimeException && !named) {
      return status;
    }
    ErrorStatus told =
        cause instanceof StatusRuntimeException ? framing(status.getCode()) : of(cause);
    refused.accept(told.http());
    return told.status(metadata);
  }

  /** Of a message that the library could not take apart; it says so with the name of its class. */
  private static ErrorStatus framing(Status.Code code) {
    return code == Status.Code.RESOURCE_EXHAUSTED
        ? Unpacking.tooLarge()
        : malformed("the message is not framed as gRPC frames messages");
  }

  private static ErrorStatus malformed(String sentence) {
    return new ErrorStatus(400, Status.Code.INVALID_ARGUMENT, sentence);
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }
}
