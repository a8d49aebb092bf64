package dev.winnow.build;

import dev.winnow.core.Manifest;
import dev.winnow.onnx.Cut;
import java.nio.file.Path;

/**
 * A network cut in two and laid out as files.
 *
 * @param extractor the package's file, for the edge
 * @param analyzer the repository's folder, for the cloud, which holds one folder per model
 * @param manifest what the package says
 * @param cut where the network was cut
 */
public record WrittenPackage(Path extractor, Path analyzer, Manifest manifest, Cut cut) {}
