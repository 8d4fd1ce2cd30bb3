package dev.coffer.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Galera cluster of three nodes on the loopback address, from packages of Debian. The nodes stop
 * with this object or with the JVM, and leave no files.
 */
public final class GaleraCluster implements AutoCloseable {

  private final Path directory;
  private final List<GaleraNode> nodes;

  private GaleraCluster(Path directory, List<GaleraNode> nodes) {
    this.directory = directory;
    this.nodes = nodes;
  }

  /** Whether this machine can fetch the programs. */
  public static boolean isAvailable() {
    return DebianPackages.canFetch();
  }

  /** Starts three nodes. */
  public static GaleraCluster start() {
    GaleraPrograms programs = GaleraPrograms.fetch();
    Path directory = TestFiles.newDirectory("galera");
    List<GaleraPorts> ports = GaleraPorts.free(3);
    List<GaleraNode> nodes = new ArrayList<>();
    for (GaleraPorts each : ports) {
      int number = nodes.size() + 1;
      Path own = directory.resolve("node" + number);
      nodes.add(new GaleraNode(programs, own, each, "node" + number));
    }
    GaleraCluster cluster = new GaleraCluster(directory, nodes);
    nodes.forEach(each -> Watchdog.watch(each.pidFile(), each.directory(), "TERM"));
    nodes.get(0).install();
    nodes.get(0).bootstrap(ports);
    nodes.get(0).execute("create user coffer@'%' identified by 'coffer'");
    nodes.get(0).execute("grant all on *.* to coffer@'%' with grant option");
    nodes.get(0).execute("create database coffer");
    nodes.subList(1, 3).forEach(each -> each.join(ports));
    return cluster;
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
  public String failoverUrl(int first) {
    String hosts =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> "127.0.0.1:" + nodes.get((first + i) % nodes.size()).ports().sql())
            .collect(Collectors.joining(","));
    return "jdbc:mariadb:sequential://" + hosts + "/coffer";
  }

  @Override
  public void close() {
    nodes.forEach(GaleraNode::stop);
    TestFiles.delete(directory);
  }
}
