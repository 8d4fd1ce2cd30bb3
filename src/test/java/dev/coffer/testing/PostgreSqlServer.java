package dev.coffer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server from the binaries on the class path. The tests of a JVM share it. */
final class PostgreSqlServer {

  private static @Nullable ServerAddress shared;

  private PostgreSqlServer() {}

  static synchronized ServerAddress shared() {
    if (shared == null) {
      @Nullable ServerAddress running = ServerAddress.ofProperties("coffer.test.postgresql");
      shared = running != null ? running : start();
    }
    return shared;
  }

  private static ServerAddress start() {
    Path directory = TestFiles.newDirectory("postgresql");
    Path data = directory.resolve("data");
    Watchdog.watch(data.resolve("postmaster.pid"), directory, "INT");
    try {
      // Intentionally not closed: it ends with the JVM.
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setOverrideWorkingDirectory(
                  TestFiles.sharedDirectory("postgresql-binaries").toFile())
              .setRegisterShutdownHook(false)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("max_connections", "300")
              .start();
      String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
      return new ServerAddress(url, "postgres", "postgres");
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start.", e);
    }
  }
}
