package dev.coffer.codec.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compression must not keep the garbage collector from starting. */
class GarbageCollectionTest {

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void compressionDelaysNoCollection() throws Exception {
    Process process =
        new JavaCommand("-Xmx64m", "-XX:+UseSerialGC", "-Xlog:gc+jni=debug")
            .running(Program.class)
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      // The JVM logs this line when a collection waits for the end of a critical section.
      assertThat(output).contains("done").doesNotContain("needs_gc");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Compresses and decompresses in one thread while another one fills the heap with garbage. */
  static final class Program {
    private static volatile byte[] garbage = {};

    private Program() {}

    public static void main(String[] arguments) {
      byte[] raw = new byte[3 << 20];
      new Random(1).nextBytes(raw);
      for (int i = 0; i < raw.length; i += 3) {
        raw[i] = 0;
      }
      ZstdCodec codec = new ZstdCodec();
      byte[] compressed = codec.compress(raw);
      codec.decompress(compressed, 0, compressed.length, raw.length);
      // Class loading has critical sections too. All classes are loaded now.
      Thread other =
          new Thread(
              () -> {
                while (true) {
                  garbage = new byte[64 << 10];
                }
              });
      other.setDaemon(true);
      other.start();
      codec.compressDensely(raw);
      for (int i = 0; i < 30; i++) {
        compressed = codec.compress(raw);
        codec.decompress(compressed, 0, compressed.length, raw.length);
      }
      System.out.println("done with " + garbage.length);
    }
  }
}
