package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.console.api.SnapshotJson;
import dev.coffer.console.api.TopologyJson;
import dev.coffer.topology.ClusterState;
import dev.coffer.topology.Follower;
import dev.coffer.topology.HeldLease;
import dev.coffer.topology.KnownProcess;
import dev.coffer.topology.ShardPlace;
import dev.coffer.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Shows the servers and processes around the database. */
@Command(
    name = "topology",
    description = {
      "Show the role of the database server, its Galera cluster, the servers that copy its commits,"
          + " the processes that run maintenance, and its place in a cluster of shards. Times are in UTC.",
      "What the account may not see is named."
    },
    footer = {
      "",
      "Example:",
      "  coffer topology --url jdbc:mariadb://host/game --user game --password"
    },
    sortOptions = false)
final class TopologyCommand extends DatabaseCommand {
  private static final String NONE = "-";

  TopologyCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    Topology topology = coffer.topology();
    if (json) {
      console.line(TopologyJson.of(topology).toString());
      return ExitCode.DONE;
    }
    console.line("server      " + topology.database());
    console.line("role        " + SnapshotJson.id(topology.role()));
    ClusterState cluster = topology.cluster();
    if (cluster != null) {
      console.line("cluster     " + console.shown(cluster.toString()));
      cluster.addresses().forEach(each -> console.line("node        " + console.shown(each)));
    }
    ShardPlace shard = topology.shard();
    if (shard != null) {
      console.line("shard       " + console.shown(shard.toString()));
    }
    topology.unseen().forEach(each -> console.line("not shown   " + each));
    show(followers(topology.followers()), topology.followers());
    show(processes(topology.processes()), topology.processes());
    show(leases(topology.leases()), topology.leases());
    return ExitCode.DONE;
  }

  private void show(Table table, List<?> rows) {
    if (!rows.isEmpty()) {
      console.line("");
      table.lines().forEach(console::line);
    }
  }

  private Table followers(List<Follower> followers) {
    Table table = new Table("follower", "address", "state", "commits", "behind").ofTexts();
    for (Follower each : followers) {
      Long behind = each.bytesBehind();
      table.row(
          shown(each.name()),
          shown(each.address()),
          shown(each.state()),
          shown(each.synchronization()),
          behind == null ? NONE : Amounts.bytes(behind));
    }
    return table;
  }

  private String shown(@Nullable String text) {
    return text == null || text.isEmpty() ? NONE : console.shown(text);
  }

  private Table processes(List<KnownProcess> processes) {
    Table table = new Table("process", "last run").ofTexts();
    processes.forEach(
        each -> table.row(console.shown(each.name()), RunDetails.time(each.lastRun())));
    return table;
  }

  private Table leases(List<HeldLease> leases) {
    Table table = new Table("lease", "run", "process", "until").ofTexts();
    for (HeldLease each : leases) {
      table.row(
          console.shown(each.task()),
          Long.toString(each.run()),
          console.shown(each.process()),
          RunDetails.time(each.until()));
    }
    return table;
  }
}
