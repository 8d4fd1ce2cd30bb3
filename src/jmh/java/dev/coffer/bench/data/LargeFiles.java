package dev.coffer.bench.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real files of 0.5 to 8 MB. Half of the bytes are JSON, which compresses well, and half are jars,
 * which do not. A file of JSON is an array of successive elements of the catalogue.
 */
public final class LargeFiles {

  private static final long BYTES_OF_A_KIND = 24L << 20;
  private static final int FEWEST = 4;

  /** The sizes of the arrays, used in turn. */
  private static final int[] SIZES = {1 << 20, 4 << 20, 2 << 20, 7 << 20};

  private LargeFiles() {}

  /** All files, made of the catalogue below this directory, reduced by the scale. */
  public static List<byte[]> read(Path catalogue, double scale) throws IOException {
    List<byte[]> json = first(arrays(catalogue), scale);
    List<byte[]> jars = first(Jars.read(), scale);
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < Math.max(json.size(), jars.size()); i++) {
      if (i < json.size()) {
        files.add(json.get(i));
      }
      if (i < jars.size()) {
        files.add(jars.get(i));
      }
    }
    return files;
  }

  /** Each file twice; the second copies come later. */
  public static List<byte[]> doubled(List<byte[]> contents) {
    List<byte[]> twice = new ArrayList<>();
    int delay = contents.size() / 2;
    for (int i = 0; i < contents.size() + delay; i++) {
      if (i < contents.size()) {
        twice.add(contents.get(i));
      }
      if (i >= delay) {
        twice.add(contents.get(i - delay).clone());
      }
    }
    return twice;
  }

  private static List<byte[]> first(Iterable<byte[]> files, double scale) {
    List<byte[]> first = new ArrayList<>();
    long total = 0;
    for (byte[] file : files) {
      if (total + file.length <= BYTES_OF_A_KIND * scale || first.size() < FEWEST) {
        first.add(file);
        total += file.length;
      }
    }
    return first;
  }

  private static List<byte[]> arrays(Path catalogue) throws IOException {
    List<byte[]> arrays = new ArrayList<>();
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    List<Path> documents;
    try (Stream<Path> walk = Files.walk(catalogue)) {
      documents = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path document : documents) {
      array.write(array.size() == 0 ? '[' : ',');
      array.write(Files.readAllBytes(document));
      if (array.size() >= SIZES[arrays.size() % SIZES.length]) {
        array.write(']');
        arrays.add(array.toByteArray());
        array.reset();
      }
    }
    return arrays;
  }
}
