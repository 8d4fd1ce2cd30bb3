package dev.coffer.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine and the versions of a run. */
final class Machine {

  private static final List<String> LIBRARIES =
      List.of(
          "hibernate-core",
          "mariadb-java-client",
          "HikariCP",
          "brotli4j",
          "zstd-jni",
          "bcprov-jdk18on",
          "ehcache",
          "jackson-databind",
          "oak-store-document",
          "spring-content-jpa");

  private Machine() {}

  static Map<String, String> facts() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", processor() + ", " + system.getAvailableProcessors() + " cores");
    facts.put("memory", String.format(Locale.ROOT, "%.0f GB", system.getTotalMemorySize() / 1e9));
    facts.put(
        "load before the run",
        String.format(Locale.ROOT, "%.1f processes by other work", system.getSystemLoadAverage()));
    facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("libraries", libraries());
    return facts;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(path -> Path.of(path).getFileName().toString())
        .filter(jar -> LIBRARIES.stream().anyMatch(name -> isVersionOf(jar, name)))
        .map(jar -> jar.substring(0, jar.length() - ".jar".length()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static boolean isVersionOf(String jar, String name) {
    return jar.startsWith(name + "-")
        && Character.isDigit(jar.charAt(name.length() + 1))
        && jar.endsWith(".jar");
  }
}
