/**
 * The study of embeddings: one network made private step by step, each step measured with the very
 * parts that go into its package.
 *
 * <p>In flow a {@link dev.winnow.build.StudyPlan}: a network and where it is cut, labelled
 * captures, which embeddings to make of them, how their features are randomised, and where packages
 * go. An {@link dev.winnow.build.EmbeddingStudy} refuses what cannot be learned before it decodes a
 * capture, then builds from the least protected embedding to the most: the feature as it is,
 * reduced by PCA, fine-tuned, both, what an encoder behind the cut makes of it, and with noise. Out
 * flow one extractor package and one analyzer for each, and a {@link dev.winnow.build.StudyResult}:
 * how often each is right, and how often adversaries that retrain on its feature name people whom
 * nothing was learned from, beside the controls on which an audit stands too ({@link
 * dev.winnow.audit.IdentificationData}).
 *
 * <p>A look at an image costs a millisecond, and keeping it 150 kB: captures are decoded again for
 * each look, and only the few numbers of a reduced feature are kept, from which any clip and noise
 * can be tried.
 *
 * <p>Who only cuts needs no study: {@link dev.winnow.build.PackageWriter} writes both parts of a
 * network, and {@link dev.winnow.build.SplitAgreement} compares what they answer with what {@link
 * dev.winnow.build.UncutBaseline the uncut network} does.
 *
 * <p>Nothing here is printed: a {@link dev.winnow.build.StudyListener} is told how a study gets on.
 */
@NullMarked
package dev.winnow.build;

import org.jspecify.annotations.NullMarked;
