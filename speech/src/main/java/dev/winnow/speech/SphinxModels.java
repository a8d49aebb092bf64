package dev.winnow.speech;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Objects;

/**
 * What Sphinx4 knows of US English: how phones sound and words are pronounced. For one recogniser,
 * since scores of the last frame are kept within the acoustic model.
 *
 * @param units the phones
 * @param loader of the acoustic model
 * @param acoustic how phones sound
 * @param dictionary how words are pronounced
 */
record SphinxModels(
    UnitManager units,
    Sphinx3Loader loader,
    TiedStateAcousticModel acoustic,
    SphinxDictionary dictionary) {
  private static final String FOLDER = "/edu/cmu/sphinx/models/en-us/";
  private static final float MIXTURE_WEIGHT_FLOOR = 1e-7f;
  private static final float VARIANCE_FLOOR = 1e-4f;
  private static final int TOP_GAUSSIANS = 4;

  static SphinxModels load() {
    UnitManager units = new UnitManager();
    try {
      Sphinx3Loader loader =
          new Sphinx3Loader(
              resource("en-us/mdef").toString().replaceFirst("/mdef$", ""),
              units,
              0,
              MIXTURE_WEIGHT_FLOOR,
              VARIANCE_FLOOR,
              TOP_GAUSSIANS,
              true);
      loader.load();
      return new SphinxModels(
          units, loader, new TiedStateAcousticModel(loader, units, true), dictionary(units));
    } catch (MalformedURLException | ClassNotFoundException e) {
      throw new IllegalStateException("the acoustic model has no address", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the acoustic model: " + e.getMessage(), e);
    }
  }

  /** How words are pronounced, not read yet. */
  static SphinxDictionary dictionary(UnitManager units) {
    return new SphinxDictionary(resource("cmudict-en-us.dict"), resource("en-us/noisedict"), units);
  }

  /** An n-gram model of US English in the format of {@link SphinxLanguage#TRIE}. */
  static byte[] languageModel() {
    try (InputStream model = resource("en-us.lm.bin").openStream()) {
      return model.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the language model: " + e.getMessage(), e);
    }
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(
        SphinxModels.class.getResource(FOLDER + name), "sphinx4-data is not on the class path");
  }
}
