package dev.coffer.bench.peer;

import dev.coffer.CofferBuilder;
import dev.coffer.api.HashAlgorithm;
import java.util.List;

/** The measured configurations of Coffer. */
public enum Configuration {
  /** The dependency without settings. */
  DEFAULT("default", "brotli", HashAlgorithm.BLAKE3, false),

  /** With zstd-jni on the class path, and one setting for a processor with SHA instructions. */
  FAST("fast", "zstd", HashAlgorithm.SHA256, false),

  /** The same with dictionaries made of samples. */
  DICTIONARY("fast with dictionary", "zstd", HashAlgorithm.SHA256, true);

  private final String label;
  private final String codec;
  private final HashAlgorithm algorithm;
  private final boolean dictionaries;

  Configuration(String label, String codec, HashAlgorithm algorithm, boolean dictionaries) {
    this.label = label;
    this.codec = codec;
    this.algorithm = algorithm;
    this.dictionaries = dictionaries;
  }

  /** The name in tables. */
  public String label() {
    return label;
  }

  /** The settings of this configuration. */
  public String description() {
    return codec + (dictionaries ? " with dictionaries, " : ", ") + algorithm;
  }

  /** The configurations without a dictionary, for workloads that do not use one. */
  public static List<Configuration> plain() {
    return List.of(DEFAULT, FAST);
  }

  boolean hasDictionaries() {
    return dictionaries;
  }

  CofferBuilder applyTo(CofferBuilder builder) {
    return builder.codec(codec).hashAlgorithm(algorithm);
  }
}
