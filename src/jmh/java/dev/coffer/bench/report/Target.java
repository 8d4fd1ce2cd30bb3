package dev.coffer.bench.report;

import java.util.List;

/**
 * A ratio that Coffer has to reach.
 *
 * @param workload the workload
 * @param beside whom Coffer is compared with
 * @param least how many times as fast it has to be, at least
 */
public record Target(String workload, Subject beside, double least) {

  /** All of them; a limit of time is turned into a speed. */
  public static final List<Target> ALL =
      List.of(
          new Target("bulk, small records, 1 thread", Subject.RAW_JDBC, 0.85),
          new Target("bulk, small records, 2 threads", Subject.RAW_JDBC, 1.05),
          new Target("bulk, small records, 1 thread", Subject.SESSION, 1.2),
          new Target("bulk, small records, 2 threads", Subject.SESSION, 1.3),
          new Target("bulk, documents, 1 thread", Subject.RAW_JDBC, 0.65),
          new Target("bulk, documents, 2 threads", Subject.RAW_JDBC, 0.85),
          new Target("cold typed get", Subject.RAW_JDBC, 1 / 1.2),
          new Target("cold typed get", Subject.SESSION, 2.5),
          new Target("durable single put", Subject.RAW_JDBC, 1 / 1.2),
          new Target("durable single put", Subject.SESSION, 1.7));

  static List<Target> of(String workload) {
    return ALL.stream().filter(target -> target.workload().equals(workload)).toList();
  }
}
