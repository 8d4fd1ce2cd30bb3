package dev.coffer.spring;

import dev.coffer.Coffer;
import org.springframework.context.SmartLifecycle;

/** Starts the maintenance of each shard after the context, and stops it before the beans. */
final class ShardMaintenance implements SmartLifecycle {

  private final ShardDatabases databases;

  ShardMaintenance(ShardDatabases databases) {
    this.databases = databases;
  }

  @Override
  public void start() {
    databases.coffers().forEach(coffer -> coffer.maintenance().start());
  }

  @Override
  public void stop() {
    databases.coffers().forEach(coffer -> coffer.maintenance().stop());
  }

  @Override
  public boolean isRunning() {
    return databases.coffers().stream()
        .map(Coffer::maintenance)
        .anyMatch(maintenance -> maintenance.isStarted());
  }
}
