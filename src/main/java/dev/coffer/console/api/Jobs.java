package dev.coffer.console.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The long operations that users of this process have started. The page asks for their progress.
 * The last ones are kept, so that a page that was closed finds their results. Thread-safe.
 */
final class Jobs {
  private static final int KEPT = 50;
  private static final int MOST_ACTIVE = 4;

  private final CurrentTenant tenant;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  Jobs(CurrentTenant tenant) {
    this.tenant = tenant;
  }

  /**
   * Starts a job of the current tenant.
   *
   * @param start returns the operation, which tells the job its progress and its end. It runs on
   *     the calling thread, whose tenant the operation keeps: the thread of the job has none
   * @throws RefusedRequestException if too many jobs are active
   */
  Job start(String what, String user, Function<Job, Runnable> start) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    Job job = new Job(HexFormat.of().formatHex(bytes), what, user, tenant.name());
    lock.lock();
    try {
      if (jobs.values().stream().filter(Job::isActive).count() >= MOST_ACTIVE) {
        throw new RefusedRequestException(
            409,
            MOST_ACTIVE
                + " operations of the console are active in this process; wait for one of them.");
      }
      jobs.put(job.id(), job);
      forgetOld();
    } finally {
      lock.unlock();
    }
    Thread thread = new Thread(operation(job, start), "coffer-console-" + what);
    thread.setDaemon(true);
    thread.start();
    return job;
  }

  private Runnable operation(Job job, Function<Job, Runnable> start) {
    try {
      return start.apply(job);
    } catch (RuntimeException e) {
      lock.lock();
      try {
        jobs.remove(job.id());
      } finally {
        lock.unlock();
      }
      throw e;
    }
  }

  @GuardedBy("lock")
  private void forgetOld() {
    List<Job> ended = jobs.values().stream().filter(each -> !each.isActive()).toList();
    for (Job each : ended.subList(0, Math.min(ended.size(), Math.max(0, jobs.size() - KEPT)))) {
      jobs.remove(each.id());
    }
  }

  /**
   * The job of the current tenant with this id.
   *
   * @throws RefusedRequestException if this process has no such job
   */
  Job find(String id) {
    String owner = tenant.name();
    lock.lock();
    try {
      Job job = jobs.get(id);
      if (job == null || !job.isOf(owner)) {
        throw RefusedRequestException.notFound(
            "This process has no such operation: another process may run it, or it ended some time"
                + " ago. The history of runs has its result.");
      }
      return job;
    } finally {
      lock.unlock();
    }
  }

  /** The jobs of the current tenant, the newest first. */
  List<Json> newestFirst() {
    String owner = tenant.name();
    lock.lock();
    try {
      List<Json> all = new ArrayList<>();
      jobs.values().stream()
          .filter(each -> each.isOf(owner))
          .forEach(each -> all.add(0, each.asJson()));
      return all;
    } finally {
      lock.unlock();
    }
  }
}
