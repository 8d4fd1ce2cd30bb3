package dev.coffer.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The figures of the tests of clusters, in {@code target/cluster-figures.txt}. */
public final class ClusterFigures {

  private static final Path FILE = Path.of("target", "cluster-figures.txt");

  private ClusterFigures() {}

  /** Adds the figures of a test to the file. */
  public static synchronized void add(String test, String figures) {
    try {
      Files.writeString(
          FILE, test + ": " + figures + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
