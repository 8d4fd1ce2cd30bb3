package dev.coffer.replica;

import dev.coffer.testing.ReplicatedMariaDb;
import dev.coffer.testing.ReplicatedServers;

class MariaDbReplicaTest extends ReplicaContract {

  @Override
  ReplicatedServers servers() {
    return ReplicatedMariaDb.shared();
  }

  @Override
  String neverReached() {
    return "0-1-999999999999";
  }
}
