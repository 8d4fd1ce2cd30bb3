package dev.coffer.console.api;

import dev.coffer.api.CofferException;
import dev.coffer.format.scan.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A long operation with its progress and, after its end, its result. Thread-safe. */
final class Job {
  private static final Logger log = LoggerFactory.getLogger(Job.class);

  private final String id;
  private final String what;
  private final String user;
  private final @Nullable String tenant;
  private final Instant startedAt = Instant.now();
  private volatile boolean stopped;
  private volatile double done = -1;
  private volatile Json figures = new Json();
  private volatile @Nullable Instant endedAt;
  private volatile @Nullable Json result;
  private volatile @Nullable String problem;

  /**
   * A job.
   *
   * @param tenant the tenant whose data it works on; null if there are no tenants
   */
  Job(String id, String what, String user, @Nullable String tenant) {
    this.id = id;
    this.what = what;
    this.user = user;
    this.tenant = tenant;
  }

  String id() {
    return id;
  }

  /** Whether it works on the data of this tenant. */
  boolean isOf(@Nullable String owner) {
    return Objects.equals(tenant, owner);
  }

  boolean isActive() {
    return endedAt == null;
  }

  /** Asks the operation to end after its current step. */
  void stop() {
    stopped = true;
  }

  /** Whether the operation goes on. */
  boolean goesOn() {
    return !stopped;
  }

  /**
   * Notes the progress.
   *
   * @param share the share that is done, from 0 to 1; negative if it is unknown
   */
  void at(double share, Json now) {
    done = share;
    figures = now;
  }

  /** Runs the operation to its end. An error is a problem of the job. */
  void run(Supplier<Json> operation) {
    try {
      result = operation.get();
    } catch (RuntimeException | Error e) {
      problem = e instanceof CofferException ? e.getMessage() : e.toString();
      log.warn("An operation of the console has failed: {}", what, e);
    } finally {
      endedAt = Instant.now();
    }
  }

  Json asJson() {
    Instant end = endedAt;
    Json ofResult = result;
    return new Json()
        .with("id", id)
        .with("what", what)
        .with("user", user)
        .with("startedAt", startedAt)
        .with("endedAt", end)
        .withVerbatim("done", done < 0 ? "null" : Double.toString(done))
        .with("figures", figures)
        .withVerbatim("result", ofResult == null ? "null" : ofResult.toString())
        .withOptional("problem", problem);
  }
}
