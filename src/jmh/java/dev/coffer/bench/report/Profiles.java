package dev.coffer.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples of the time of each contestant. The JDK's flight recorder takes them while a trial runs
 * once more, uncounted. {@code profiles.md} gets a table for each workload. {@code
 * profiles-raw.md}, which is always below {@code target}, also gets the methods.
 */
public final class Profiles {

  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final Path RAW = Path.of("target/benchmarks/profiles-raw.md");

  private static final String INTRODUCTION =
      """
      # Profiles

      Where the time of each contestant goes: the share of its samples, by the code that a sample belongs to.
      [README.md](README.md#profiles) has the method. An empty cell is 0 %. Shares are rounded, so a row need not add up to 100 %.
      A run with `-Dbench.profile=true` writes this page, and the methods behind it to `target/benchmarks/profiles-raw.md`.

      - *server wait*: the thread waits for an answer of the database.
      - *socket*: other work of the JDK's sockets, mostly writing requests.
      - *driver, pool*: MariaDB's driver and HikariCP.
      - *Hibernate, its cache*: Hibernate, and Ehcache where the second-level cache is on.
      - *other*: the benchmark itself, Oak, Spring, and code of no known owner.
      """;

  /** A stack trace belongs to a trial if the class of one of its frames has this prefix. */
  private static final String OURS = "dev.coffer.";

  private static final String CONTESTANTS = "dev.coffer.bench.peer.";

  private final boolean wanted;
  private final Path file;
  private final Map<String, List<Profile>> workloads = new LinkedHashMap<>();

  /** Profiles that are written into this directory, or none at all. */
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
      workloads
          .computeIfAbsent(workload, name -> new ArrayList<>())
          .add(new Profile(subject, stacks(recorded)));
      write(file, page());
      write(RAW, rawPage());
    } finally {
      Files.delete(recorded);
    }
  }

  private String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    workloads.forEach(
        (workload, profiles) -> {
          page.append("\n## ").append(workload).append("\n\n").append(Profile.head());
          profiles.forEach(profile -> page.append(profile.row()));
        });
    return page.toString();
  }

  private String rawPage() {
    StringBuilder page = new StringBuilder("# Profiles with methods\n");
    workloads.forEach(
        (workload, profiles) -> {
          page.append("\n## ").append(workload).append('\n');
          profiles.forEach(profile -> page.append(profile.raw()));
        });
    return page.toString();
  }

  private static void write(Path file, String page) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, page);
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

  /** Whether a frame is a constructor of a contestant, which makes tables, pools and factories. */
  private static boolean opens(RecordedFrame frame) {
    return classOf(frame).startsWith(CONTESTANTS) && frame.getMethod().getName().equals("<init>");
  }

  private static String classOf(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }
}
