package dev.coffer.replica;

import dev.coffer.testing.ReplicatedPostgreSql;
import dev.coffer.testing.ReplicatedServers;

class PostgreSqlReplicaTest extends ReplicaContract {

  @Override
  ReplicatedServers servers() {
    return ReplicatedPostgreSql.shared();
  }

  @Override
  String neverReached() {
    return "FFFFFF/0";
  }
}
