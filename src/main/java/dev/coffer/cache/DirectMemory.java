package dev.coffer.cache;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** How much memory beside its heap a JVM may take for buffers, as far as its options tell. */
final class DirectMemory {

  private static final String OPTION = "-XX:MaxDirectMemorySize=";
  private static final String UNITS = "kmgt";

  private DirectMemory() {}

  /** The limit of this JVM, in bytes. */
  static long limit() {
    return limit(
        ManagementFactory.getRuntimeMXBean().getInputArguments(), Runtime.getRuntime().maxMemory());
  }

  /** The limit that these options set, the last of them; without any, as much as the heap has. */
  static long limit(List<String> options, long maxHeap) {
    long limit = 0;
    for (String option : options) {
      if (option.startsWith(OPTION)) {
        limit = bytes(option.substring(OPTION.length()).toLowerCase(Locale.ROOT));
      }
    }
    return limit == 0 ? maxHeap : limit;
  }

  /** The JVM has checked the option: it did not start on a wrong one. */
  private static long bytes(String size) {
    int unit = UNITS.indexOf(size.charAt(size.length() - 1)) + 1;
    String number = unit == 0 ? size : size.substring(0, size.length() - 1);
    return Long.parseLong(number) << (10 * unit);
  }
}
