package dev.coffer.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Where each contestant's time goes: samples of the JDK's flight recorder, taken while a trial runs
 * once more than what is measured. A sample belongs to the first frame from the top whose code is
 * known, so that what the JDK does counts for who asked for it.
 */
public final class Profiles {

  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final int MOST_FRAMES = 8;

  /** Beginnings of names of classes and what they stand for; the first that fits counts. */
  private static final Map<String, String> OWNERS = new LinkedHashMap<>();

  static {
    OWNERS.put("sun.nio.ch.", "socket");
    OWNERS.put("java.net.", "socket");
    OWNERS.put("org.mariadb.", "driver");
    OWNERS.put("com.zaxxer.", "connection pool");
    OWNERS.put("com.github.luben.", "codec");
    OWNERS.put("com.aayushatharva.", "codec");
    OWNERS.put("sun.security.provider.", "hash");
    OWNERS.put("org.bouncycastle.", "hash");
    OWNERS.put("com.fasterxml.", "JSON");
    OWNERS.put("org.hibernate.", "Hibernate");
    OWNERS.put("org.ehcache.", "Ehcache");
    OWNERS.put("org.apache.jackrabbit.", "Oak");
    OWNERS.put("org.springframework.", "Spring");
    OWNERS.put("dev.coffer.bench.", "benchmark");
    OWNERS.put("dev.coffer.", "Coffer");
  }

  /** A stack trace is of a trial, and not of the JVM or of somebody who waits, if this is in it. */
  private static final String OURS = "dev.coffer.";

  private static final String CONTESTANTS = "dev.coffer.bench.peer.";

  private final boolean wanted;
  private final Path file;
  private final StringBuilder page = new StringBuilder("# Profiles\n");

  /** Profiles that are written into this directory, or never taken. */
  public Profiles(boolean wanted, Path directory) {
    this.wanted = wanted;
    this.file = directory.resolve("profiles.md");
  }

  /** Runs a trial under the recorder, if profiles are wanted. */
  public void record(String workload, Subject subject, Callable<?> trial) throws Exception {
    if (!wanted) {
      return;
    }
    Path recorded = Files.createTempFile("coffer-bench", ".jfr");
    try {
      try (Recording recording = new Recording()) {
        recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
        recording.enable("jdk.NativeMethodSample").withPeriod(PERIOD);
        recording.start();
        trial.call();
        recording.stop();
        recording.dump(recorded);
      }
      add(workload, subject, stacks(recorded));
    } finally {
      Files.delete(recorded);
    }
  }

  private static List<List<RecordedFrame>> stacks(Path recorded) throws IOException {
    List<List<RecordedFrame>> stacks = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recorded)) {
      if (event.getStackTrace() != null) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        if (frames.stream().anyMatch(frame -> classOf(frame).startsWith(OURS))
            && frames.stream().noneMatch(Profiles::opens)) {
          stacks.add(frames);
        }
      }
    }
    return stacks;
  }

  /** Contestants make tables, pools and session factories in their constructors. */
  private static boolean opens(RecordedFrame frame) {
    return classOf(frame).startsWith(CONTESTANTS) && frame.getMethod().getName().equals("<init>");
  }

  private void add(String workload, Subject subject, List<List<RecordedFrame>> stacks)
      throws IOException {
    Map<String, Integer> owners = new HashMap<>();
    Map<String, Integer> methods = new HashMap<>();
    for (List<RecordedFrame> stack : stacks) {
      RecordedFrame known =
          stack.stream().filter(frame -> owner(frame) != null).findFirst().orElse(stack.get(0));
      owners.merge(String.valueOf(owner(known)), 1, Integer::sum);
      methods.merge(classOf(known) + "." + known.getMethod().getName(), 1, Integer::sum);
    }
    page.append(String.format(Locale.ROOT, "%n## %s: %s%n%n", workload, subject));
    page.append("| time of | share | | method | share |\n|---|---:|---|---|---:|\n");
    List<Map.Entry<String, Integer>> byOwner = most(owners);
    List<Map.Entry<String, Integer>> byMethod = most(methods);
    for (int i = 0; i < Math.max(byOwner.size(), byMethod.size()); i++) {
      page.append("| ").append(cells(byOwner, i, stacks.size()));
      page.append(" | | ").append(cells(byMethod, i, stacks.size())).append(" |\n");
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, page);
  }

  private static String cells(List<Map.Entry<String, Integer>> counts, int index, int all) {
    if (index >= counts.size()) {
      return " | ";
    }
    Map.Entry<String, Integer> count = counts.get(index);
    return String.format(
        Locale.ROOT, "%s | %.0f %%", count.getKey(), 100.0 * count.getValue() / all);
  }

  private static List<Map.Entry<String, Integer>> most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_FRAMES)
        .toList();
  }

  private static String classOf(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static @Nullable String owner(RecordedFrame frame) {
    String name = classOf(frame);
    for (Map.Entry<String, String> each : OWNERS.entrySet()) {
      if (name.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    return null;
  }
}
