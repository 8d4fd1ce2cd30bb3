package dev.coffer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Runs work on virtual threads and records where one of them pins its carrier, which other virtual
 * threads then cannot use. The tests are compiled for JDK 17, so the threads are made by reflection
 * on JDK 21 or later.
 */
public final class VirtualThreads {

  /** The work of one thread. */
  @FunctionalInterface
  public interface Work {
    /** Does the work. */
    void run() throws Exception;
  }

  private VirtualThreads() {}

  /**
   * Runs each work on a thread of its own, and returns the stack traces in which one was pinned.
   */
  public static List<String> pinnedDuring(List<? extends Work> works) throws Exception {
    Path file = Files.createTempFile("pinned", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
      recording.start();
      run(works);
      recording.stop();
      recording.dump(file);
      return stackTraces(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void run(List<? extends Work> works) throws Exception {
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Work work : works) {
        running.add(
            threads.submit(
                () -> {
                  work.run();
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<String> stackTraces(Path file) throws IOException {
    List<String> traces = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      RecordedStackTrace stack = event.getStackTrace();
      traces.add(stack == null ? "" : String.join("\n", methods(stack)));
    }
    return traces;
  }

  private static List<String> methods(RecordedStackTrace stack) {
    return stack.getFrames().stream()
        .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
        .toList();
  }
}
