package dev.coffer.bench.peer;

import dev.coffer.CofferBuilder;
import dev.coffer.api.HashAlgorithm;

/** The settings under which Coffer is measured: one line each. */
public enum Configuration {
  /** What the dependency gives by itself. */
  DEFAULT("default", "brotli, BLAKE3", HashAlgorithm.BLAKE3),

  /** What one setting makes of it on a processor with SHA instructions. */
  FAST("fast", "brotli, SHA-256", HashAlgorithm.SHA256);

  private final String label;
  private final String description;
  private final HashAlgorithm algorithm;

  Configuration(String label, String description, HashAlgorithm algorithm) {
    this.label = label;
    this.description = description;
    this.algorithm = algorithm;
  }

  /** How tables name it. */
  public String label() {
    return label;
  }

  /** What it consists of. */
  public String description() {
    return description;
  }

  CofferBuilder applyTo(CofferBuilder builder) {
    return builder.hashAlgorithm(algorithm);
  }
}
