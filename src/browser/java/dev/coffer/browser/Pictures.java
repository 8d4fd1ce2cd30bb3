package dev.coffer.browser;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes pictures of the page with 64 frequent colours that differ enough, because they are kept in
 * Git.
 */
final class Pictures {
  private static final int COLOURS = 64;
  private static final int LEAST_DISTANCE = 100;
  private static final int BITS = 8;

  private Pictures() {}

  static void write(byte[] png, Path file) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    int[] colours = frequent(picture);
    IndexColorModel model =
        new IndexColorModel(BITS, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    int[] pixel = new int[1];
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        pixel[0] = nearest.computeIfAbsent(picture.getRGB(x, y), each -> nearest(colours, each));
        indexed.getRaster().setPixel(x, y, pixel);
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(indexed, null, null), smallest);
    } finally {
      writer.dispose();
    }
  }

  private static int[] frequent(BufferedImage picture) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y), 1, Integer::sum);
      }
    }
    List<Integer> byCount =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    List<Integer> chosen = new ArrayList<>();
    for (int each : byCount) {
      if (chosen.size() < COLOURS
          && chosen.stream().allMatch(other -> distance(each, other) >= LEAST_DISTANCE)) {
        chosen.add(each);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int nearest(int[] colours, int wanted) {
    int best = 0;
    for (int i = 1; i < colours.length; i++) {
      if (distance(colours[i], wanted) < distance(colours[best], wanted)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int distance = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
      int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
      distance += difference * difference;
    }
    return distance;
  }
}
