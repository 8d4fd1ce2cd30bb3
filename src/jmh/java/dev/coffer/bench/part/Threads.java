package dev.coffer.bench.part;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads of all workloads. They do not keep the JVM alive. */
final class Threads {

  static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "bench");
            thread.setDaemon(true);
            return thread;
          });

  private Threads() {}
}
