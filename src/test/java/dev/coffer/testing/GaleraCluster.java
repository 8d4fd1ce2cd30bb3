package dev.coffer.testing;

import dev.coffer.dialect.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Galera cluster of three nodes on the loopback address, from packages of Debian. The tests of a
 * JVM share it. The nodes stop with the JVM, and leave no files.
 */
public final class GaleraCluster {

  private static @Nullable GaleraCluster shared;

  private final List<GaleraNode> nodes;

  private GaleraCluster(List<GaleraNode> nodes) {
    this.nodes = nodes;
  }

  /** Whether this machine can fetch the programs. */
  public static boolean isAvailable() {
    return DebianPackages.canFetch();
  }

  /** The cluster of this JVM, which the first call starts. */
  public static synchronized GaleraCluster shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static GaleraCluster start() {
    GaleraPrograms programs = GaleraPrograms.fetch();
    List<GaleraPorts> ports = GaleraPorts.free(3);
    List<GaleraNode> nodes = new ArrayList<>();
    for (GaleraPorts each : ports) {
      int number = nodes.size() + 1;
      Path directory = TestFiles.newDirectory("galera");
      nodes.add(new GaleraNode(programs, directory, each, "node" + number));
    }
    GaleraCluster cluster = new GaleraCluster(nodes);
    nodes.forEach(each -> Watchdog.watch(each.pidFile(), each.directory(), "TERM"));
    nodes.get(0).install();
    nodes.get(0).bootstrap(ports);
    nodes.get(0).execute("create user coffer@'%' identified by 'coffer'");
    nodes.get(0).execute("grant all on *.* to coffer@'%' with grant option");
    nodes.subList(1, 3).forEach(each -> each.join(ports));
    return cluster;
  }

  /** A new, empty database on the shared cluster, accessed by one of its nodes. */
  public static TestDatabase newDatabase() {
    GaleraNode node = shared().nodes.get(0);
    return TestDatabase.on(Dialect.Product.MARIADB, node.address());
  }

  /** The nodes. */
  public List<GaleraNode> nodes() {
    return nodes;
  }

  /** Starts a node that was killed, and waits until it has what it missed. */
  public void restart(GaleraNode node) {
    node.join(nodes.stream().map(GaleraNode::ports).toList());
  }

  /** The URL of a driver that goes to the next node when one fails, beginning with this one. */
  public String failoverUrl(int first, String database) {
    String hosts =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> "127.0.0.1:" + nodes.get((first + i) % nodes.size()).ports().sql())
            .collect(Collectors.joining(","));
    return "jdbc:mariadb:sequential://" + hosts + "/" + database;
  }
}
