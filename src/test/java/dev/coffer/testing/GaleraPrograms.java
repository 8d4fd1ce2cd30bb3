package dev.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The programs of MariaDB and Galera, below a directory that stands for the root. */
record GaleraPrograms(Path root) {

  private static final List<String> PACKAGES =
      List.of("mariadb-server", "mariadb-client", "galera-4", "rsync", "lsof");

  static GaleraPrograms fetch() {
    try {
      return new GaleraPrograms(DebianPackages.unpack("galera-binaries", PACKAGES));
    } catch (IOException e) {
      throw new UncheckedIOException("The packages of Galera were not fetched.", e);
    }
  }

  String path(String below) {
    return root.resolve(below).toString();
  }

  Process start(Path output, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    Map<String, String> environment = builder.environment();
    environment.merge(
        "PATH", path("usr/bin") + ":" + path("usr/sbin"), (old, own) -> own + ":" + old);
    environment.merge(
        "LD_LIBRARY_PATH",
        path("usr/lib/x86_64-linux-gnu")
            + ":"
            + path("lib/x86_64-linux-gnu")
            + ":"
            + path("usr/lib"),
        (old, own) -> own + ":" + old);
    return builder.start();
  }

  void run(Path output, List<String> command) {
    try {
      Files.createDirectories(output.getParent());
      int exit = start(output, command).waitFor();
      if (exit != 0) {
        throw new IllegalStateException(command + " failed:\n" + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
