package dev.coffer.cache;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** The JVM's limit of off-heap memory for buffers, according to its options. */
final class DirectMemory {

  private static final String OPTION = "-XX:MaxDirectMemorySize=";
  private static final String UNITS = "kmgt";

  private DirectMemory() {}

  /** The limit of this JVM, in bytes. */
  static long limit() {
    return limit(
        ManagementFactory.getRuntimeMXBean().getInputArguments(), Runtime.getRuntime().maxMemory());
  }

  /** The limit set by the last matching option; without such an option, the maximum heap size. */
  static long limit(List<String> options, long maxHeap) {
    long limit = 0;
    for (String option : options) {
      if (option.startsWith(OPTION)) {
        limit = bytes(option.substring(OPTION.length()).toLowerCase(Locale.ROOT));
      }
    }
    return limit == 0 ? maxHeap : limit;
  }

  /** Parses the value without validation, because the JVM does not start with an invalid option. */
  private static long bytes(String size) {
    int unit = UNITS.indexOf(size.charAt(size.length() - 1)) + 1;
    String number = unit == 0 ? size : size.substring(0, size.length() - 1);
    return Long.parseLong(number) << (10 * unit);
  }
}
