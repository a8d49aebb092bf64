/**
 * The cloud's half: a server that takes intermediate features, or captures that a filter let pass,
 * and answers with the probabilities of the classes, or whatever else its models say.
 *
 * <p>What flows in: a repository of analyzers on disk ({@link
 * dev.winnow.analyzer.ModelRepository}), in the layout that Triton, OpenVINO Model Server and
 * KServe load as well; and requests of the Open Inference Protocol from any client, over REST (as
 * JSON or with binary tensors) and over gRPC, both on one port. What flows out: answers, metadata,
 * and counts at {@code /metrics}. Features are neither kept nor written anywhere.
 *
 * <p>A request is decoded ({@code wire}, {@code GrpcCodec}), checked against the model it is for
 * ({@code RequestCheck}), answered by the model's {@link dev.winnow.analyzer.Backend}, and encoded
 * again. The backend of ONNX networks joins what waits for the same model ({@code Batcher}) and
 * runs it ({@code onnx}); other backends are handed in by whoever opens the repository, so that
 * nothing in here decodes a capture. Whatever a client sends ends in an answer or in one sentence
 * that says what to mend; see {@code ErrorStatus} for which. Only {@code HttpServer} and its two
 * helpers know the HTTP library; the rest speaks in values, bytes and gRPC's own interfaces.
 */
@NullMarked
package dev.winnow.analyzer;

import org.jspecify.annotations.NullMarked;
