package dev.coffer;

import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.TaskTotals;
import dev.coffer.maintenance.engine.RunTotals;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The repository of scheduled backups as {@link BackupWatch} reads it. It stays open, because the
 * key of a passphrase takes time and memory. Thread-safe.
 */
final class WatchedRepository implements BackupWatch.Source {
  private final BackupSettings settings;
  private final Tenancy tenancy;
  private volatile @Nullable Opened open;

  WatchedRepository(BackupSettings settings, Tenancy tenancy) {
    this.settings = settings;
    this.tenancy = tenancy;
  }

  @Override
  public long runs() {
    TaskTotals totals =
        RunTotals.sumOf(tenancy.known().stream().map(CofferParts::maintenance).toList())
            .getOrDefault(MaintenanceTask.BACKUP, TaskTotals.NONE);
    return totals.runs().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public Map<String, Optional<Instant>> databases() {
    Map<String, Optional<Instant>> databases = new HashMap<>();
    for (CofferParts parts : tenancy.known()) {
      databases.put(
          parts.access().identity(),
          Optional.ofNullable(parts.maintenance().firstStart(MaintenanceTask.BACKUP)));
    }
    return databases;
  }

  /** Nothing but a backup creates a repository. */
  @Override
  public List<Snapshot> snapshots() {
    Path location = settings.location();
    Opened opened = open;
    if (!BackupRepository.exists(location)) {
      if (opened != null) {
        throw new CofferException("There is no backup repository at " + location + " any more.");
      }
      return List.of();
    }
    ByteBuffer head = ByteBuffer.wrap(BackupRepository.head(location));
    if (opened == null || !opened.head().equals(head)) {
      opened = new Opened(head, Coffer.openRepository(settings));
      open = opened;
    }
    return opened.repository().snapshots();
  }

  /** An open repository. Another one may come in its place, with another head and another key. */
  private record Opened(ByteBuffer head, SnapshotRepository repository) {}
}
