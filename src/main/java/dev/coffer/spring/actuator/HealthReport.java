package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.backup.BackupStatus;
import dev.coffer.codec.frame.CodecState;
import dev.coffer.codec.frame.Codecs;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaVersion;
import dev.coffer.spring.CofferAvailability;
import dev.coffer.topology.ReplicaState;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of Coffer, independent of the version of Spring Boot.
 *
 * @param known whether there is a database to check; an application without a Coffer or without a
 *     current tenant is not down
 * @param down whether a scrub has found damage that is not healed, or the newest verified backup is
 *     too old
 * @param details the details to show
 */
record HealthReport(boolean known, boolean down, Map<String, Object> details) {

  /**
   * Checks the database.
   *
   * @throws CofferException if the database cannot be reached or lacks the schema
   */
  static HealthReport of(CofferAvailability availability) {
    try {
      return availability
          .coffer()
          .map(HealthReport::of)
          .orElseGet(
              () -> unknown(availability.refusal().map(CofferException::getMessage).orElse(null)));
    } catch (UnsupportedHostException e) {
      return unknown(e.getMessage());
    }
  }

  private static HealthReport of(Coffer coffer) {
    Map<String, Object> details = details(coffer);
    List<Damage> damage = coffer.maintenance().damage();
    if (!damage.isEmpty()) {
      details.put("damaged", damage.size());
      details.put("newestDamage", damage.get(0).problem());
    }
    boolean outOfDate =
        coffer.maintenance().backups().map(backups -> show(backups, details)).orElse(false);
    return new HealthReport(true, !damage.isEmpty() || outOfDate, details);
  }

  /** Adds the state of the backups to the details. Returns whether they are out of date. */
  private static boolean show(BackupStatus backups, Map<String, Object> details) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("lastVerified", String.valueOf(backups.verified()));
    shown.put("age", backups.age().truncatedTo(ChronoUnit.SECONDS).toString());
    if (backups.outOfDate()) {
      shown.put("outOfDate", true);
    }
    if (!backups.snapshots().isEmpty() && !backups.snapshots().get(0).damage().isEmpty()) {
      shown.put("leftOut", backups.snapshots().get(0).damage().size());
    }
    if (backups.problem() != null) {
      shown.put("problem", backups.problem());
    }
    details.put("backup", shown);
    return backups.outOfDate();
  }

  private static HealthReport unknown(@Nullable String reason) {
    return new HealthReport(false, false, Map.of("reason", String.valueOf(reason)));
  }

  /** The tasks without a success for three periods. They never take the application down. */
  private static Map<String, Object> outOfDate(Coffer coffer) {
    Map<String, Object> tasks = new LinkedHashMap<>();
    if (coffer.maintenance().isStarted()) {
      for (TaskStatus each : coffer.maintenance().status()) {
        if (each.outOfDate()) {
          tasks.put(each.task().id(), "OUT_OF_DATE, last success: " + each.lastSuccess());
        }
      }
    }
    return tasks;
  }

  /**
   * Adds the servers to the details, except a server of which no other is known. They never take
   * the application down, because the server that it uses answers.
   */
  private static void show(Topology topology, Map<String, Object> details) {
    if (topology.role() != ServerRole.ALONE && topology.role() != ServerRole.WRITABLE) {
      details.put("role", topology.role().name());
    }
    if (topology.cluster() != null) {
      details.put("cluster", topology.cluster().toString());
    }
    if (topology.shard() != null) {
      details.put("shard", topology.shard().toString());
    }
    if (!topology.followers().isEmpty()) {
      details.put("followers", topology.followers().size());
    }
    if (!topology.replicas().isEmpty()) {
      Map<String, Object> replicas = new LinkedHashMap<>();
      topology.replicas().forEach(each -> replicas.put(each.name(), shown(each)));
      details.put("replicas", replicas);
    }
  }

  private static String shown(ReplicaState replica) {
    Duration lag = replica.lag();
    String reason = replica.reason();
    return switch (replica.use()) {
          case USED -> "used";
          case UNTRIED -> "not used yet";
          case LEFT_OUT -> "LEFT_OUT";
        }
        + (lag == null ? "" : ", lag: " + lag.toMillis() + " ms")
        + (reason == null ? "" : ", because " + reason);
  }

  private static Map<String, Object> details(Coffer coffer) {
    SchemaVersion schema = coffer.schema();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("schemaVersion", schema.version());
    details.put("writable", schema.minWriter() <= Schema.VERSION);
    for (CodecState codec : Codecs.states()) {
      String problem = codec.problem();
      details.put(codec.name(), problem == null ? "available" : problem);
    }
    show(coffer.topology(), details);
    Map<String, Object> outOfDate = outOfDate(coffer);
    if (!outOfDate.isEmpty()) {
      details.put("maintenance", outOfDate);
    }
    return details;
  }
}
