package dev.coffer.codec.frame;

import dev.coffer.api.CodecUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The program that {@link BrotliAbsenceTest} runs in a process without Brotli. It writes a value,
 * reads it back, and reads the compressed frame of its argument.
 */
final class BrotliAbsent {
  private BrotliAbsent() {}

  public static void main(String[] arguments) {
    byte[] raw = "abcabcabc".repeat(50).getBytes(StandardCharsets.UTF_8);
    byte[] frame = Frames.encode(raw);
    System.out.println("written: " + Frames.codec(frame));
    System.out.println("read: " + Arrays.equals(raw, Frames.decode(frame)));
    for (CodecState state : Codecs.states()) {
      System.out.println("state: " + state.name() + " " + state.available());
    }
    try {
      Frames.decode(HexFormat.of().parseHex(arguments[0]));
      System.out.println("decoded");
    } catch (CodecUnavailableException e) {
      System.out.println("refused: " + e.codec() + ": " + e.getMessage());
    }
  }
}
