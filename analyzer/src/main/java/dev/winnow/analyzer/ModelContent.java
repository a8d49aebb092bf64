package dev.winnow.analyzer;

/**
 * What a backend runs that is no ONNX network.
 *
 * @param file its name in the folder of a version, such as {@code model.gram}
 * @param bytes neither copied nor changed
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and never compared.
public record ModelContent(String file, byte[] bytes) {}
