package dev.coffer.spring;

import org.springframework.context.SmartLifecycle;

/** Starts the maintenance of each shard after the context, and stops it before the beans. */
final class ShardMaintenance implements SmartLifecycle {

  private final ShardDatabases databases;

  ShardMaintenance(ShardDatabases databases) {
    this.databases = databases;
  }

  @Override
  public void start() {
    databases.startMaintenance();
  }

  @Override
  public void stop() {
    databases.stopMaintenance();
  }

  @Override
  public boolean isRunning() {
    return databases.isMaintained();
  }
}
