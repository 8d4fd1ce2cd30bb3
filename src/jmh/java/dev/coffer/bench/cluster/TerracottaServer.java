package dev.coffer.bench.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Terracotta server on the loopback address, from the kit of Ehcache. Its data is in memory. It
 * ends with this JVM at the latest and leaves no files.
 */
public final class TerracottaServer implements AutoCloseable {

  /** The name of the server's memory for caches. */
  static final String RESOURCE = "main";

  private static final String STARTED = "Moved to State[ ACTIVE-COORDINATOR ]";
  private static final long LONGEST_START_SECONDS = 60;

  /** The pipe closes with this JVM, even if it is killed. */
  private static final String SCRIPT =
      """
      directory=$1
      shift
      "$@" > "$directory/output" 2>&1 < /dev/null &
      server=$!
      read -r line
      kill "$server"
      wait "$server"
      rm -rf "$directory"
      """;

  private final Path kit;
  private final int port;
  private final Process process;

  private TerracottaServer(Path kit, int port, Process process) {
    this.kit = kit;
    this.port = port;
    this.process = process;
  }

  /** Starts a server. */
  public static TerracottaServer start() throws IOException {
    Path kit = Path.of(System.getProperty("bench.terracotta", "")).toAbsolutePath();
    if (!Files.isDirectory(kit.resolve("server"))) {
      throw new IllegalStateException(
          "There is no kit of Terracotta in " + kit + "; run -Dbench.part=terracotta alone.");
    }
    Path directory = Files.createTempDirectory("coffer-bench-terracotta");
    int port = freePort();
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", directory.toString(), NodeProcess.JAVA));
    command.addAll(arguments(kit, directory, port));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    TerracottaServer server = new TerracottaServer(kit, port, process);
    try {
      await(directory.resolve("output"));
    } catch (IllegalStateException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static List<String> arguments(Path kit, Path directory, int port) throws IOException {
    return List.of(
        "-Xmx1g",
        "-XX:MaxDirectMemorySize=2g",
        "-Dtc.install-root=" + kit.resolve("server"),
        "-jar",
        kit.resolve("server/lib/tc.jar").toString(),
        "--auto-activate",
        "--cluster-name=bench",
        "--name=bench",
        "--failover-priority=availability",
        "--hostname=127.0.0.1",
        "--bind-address=127.0.0.1",
        "--group-bind-address=127.0.0.1",
        "--port=" + port,
        "--group-port=" + freePort(),
        "--offheap-resources=" + RESOURCE + ":512MB",
        "--config-dir=" + directory.resolve("configuration"),
        "--log-dir=" + directory.resolve("logs"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(Path output) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (!Files.exists(output) || !Files.readString(output).contains(STARTED)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Terracotta did not start: "
                + (Files.exists(output) ? Files.readString(output) : "no output"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Starts a node with a cache of this name. */
  public NodeProcess node(String name, String consistency, long entries) throws IOException {
    return NodeProcess.start(
        classPath(),
        EhcacheNode.class,
        "terracotta://127.0.0.1:" + port + "/" + name,
        consistency,
        String.valueOf(entries));
  }

  /** The programs of the benchmark and the clients of the kit, but none of its loggers. */
  private String classPath() throws IOException {
    List<String> jars = new ArrayList<>();
    jars.add(NodeProcess.benchmarks());
    for (String directory : List.of("client/ehcache", "client/lib")) {
      try (Stream<Path> files = Files.list(kit.resolve(directory))) {
        jars.addAll(
            files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().toList());
      }
    }
    return jars.stream().distinct().collect(Collectors.joining(File.pathSeparator));
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
