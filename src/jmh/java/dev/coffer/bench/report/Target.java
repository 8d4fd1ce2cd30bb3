package dev.coffer.bench.report;

import java.util.List;

/**
 * A ratio that Coffer has to reach.
 *
 * @param workload the workload
 * @param configuration the configuration of Coffer; empty for the default
 * @param beside the contestant with which Coffer is compared
 * @param least the least ratio of the speed of Coffer to that of the contestant
 */
public record Target(String workload, String configuration, Subject beside, double least) {

  private Target(String workload, Subject beside, double least) {
    this(workload, "", beside, least);
  }

  /** All targets. A limit of time or disk is stated as its inverse, so that more is better. */
  public static final List<Target> ALL =
      List.of(
          new Target("hot typed get, single-node", Subject.LONGEST_HIT, 1),
          new Target("hot typed get, single-node", Subject.SECOND_LEVEL_CACHE, 10),
          new Target(
              "hot typed get in a host's transaction, single-node", Subject.SECOND_LEVEL_CACHE, 5),
          new Target("hot typed get, validated", Subject.RAW_JDBC, 1.05),
          new Target("cold typed get", Subject.RAW_JDBC, 0.95),
          new Target("cold typed get", Subject.SESSION, 2.5),
          new Target("single put, files in memory", Subject.RAW_JDBC, 0.95),
          new Target("single put, files in memory", Subject.SESSION, 1.7),
          new Target("put of a new key, H2 in memory", Subject.MERGE, 0.45),
          new Target("put of an existing key, H2 in memory", Subject.MERGE, 0.45),
          new Target("putAll of 100, half new, H2 in memory", Subject.MERGE, 0.6),
          new Target("scan of 100, H2 in memory, Jackson 2 and 3", Subject.RAW_JDBC, 0.7),
          new Target("getAll of 100, H2 in memory, Jackson 2 and 3", Subject.RAW_JDBC, 0.7),
          new Target("scan of 100, H2 in memory, Jackson 2", Subject.RAW_JDBC, 0.7),
          new Target("getAll of 100, H2 in memory, Jackson 2", Subject.RAW_JDBC, 0.7),
          new Target("scan of 100, MariaDB, Jackson 2 and 3", Subject.RAW_JDBC, 0.7),
          new Target("getAll of 100, MariaDB, Jackson 2 and 3", Subject.RAW_JDBC, 0.7),
          new Target("scan of 100, MariaDB, Jackson 2", Subject.RAW_JDBC, 0.7),
          new Target("getAll of 100, MariaDB, Jackson 2", Subject.RAW_JDBC, 0.7),
          new Target("open and read, H2 in a file", Subject.ALLOWED_START, 1),
          new Target("start of Spring Boot, H2 in a file", Subject.ALLOWED_START, 1),
          new Target("open and read, MariaDB", Subject.ALLOWED_START, 1),
          new Target("start of Spring Boot, MariaDB", Subject.ALLOWED_START, 1),
          new Target("command line, get, H2 in a file", Subject.LONGEST_GET, 1),
          new Target("bulk, small records, 1 thread", Subject.RAW_JDBC, 0.9),
          new Target("bulk, small records, 2 threads", Subject.RAW_JDBC, 0.8),
          new Target("bulk, small records, 1 thread", Subject.SESSION, 1.2),
          new Target("bulk, small records, 2 threads", Subject.SESSION, 1.1),
          new Target("bulk, documents, 1 thread", Subject.RAW_JDBC, 1.1),
          new Target("bulk, documents, 2 threads", Subject.RAW_JDBC, 0.9),
          new Target("bulk, documents, 1 thread", Subject.OAK, 4.5),
          new Target("bulk, small records, small buffer pool", Subject.RAW_JDBC, 1.5),
          new Target("bulk, documents, small buffer pool", Subject.RAW_JDBC, 1.5),
          new Target("contents, half duplicates, write", Subject.RAW_JDBC, 3.3),
          new Target("contents, put of a duplicate", Subject.RAW_JDBC, 2.5),
          new Target("disk, contents, half duplicates", Subject.DATA, 1 / 0.43),
          new Target("contents, no duplicates, write", Subject.RAW_JDBC, 1.8),
          new Target("disk, small records", Subject.RAW_JDBC, 2.3),
          new Target("disk, small records", Subject.DENSE, Subject.RAW_JDBC, 2.8),
          new Target("disk, documents", Subject.RAW_JDBC, 6),
          new Target("disk, small records, after recompression", Subject.RAW_JDBC, 2.6),
          new Target(
              "disk, small records, after recompression", Subject.DENSE, Subject.RAW_JDBC, 3.2),
          new Target("disk, documents, after recompression", Subject.RAW_JDBC, 9),
          new Target("disk, small records", Subject.PAGE_COMPRESSED, 1.1),
          new Target("disk, documents", Subject.PAGE_COMPRESSED, 2.2),
          new Target("disk, small records, after recompression", Subject.PAGE_COMPRESSED, 1.1),
          new Target("disk, documents, after recompression", Subject.PAGE_COMPRESSED, 2.2),
          new Target("one content of 256 MB, peak heap", Subject.SMALL_HEAP, 1),
          new Target("one content of 256 MB, read", Subject.RAW_JDBC, 3),
          new Target("one content of 256 MB, write", Subject.RAW_JDBC, 0.7),
          new Target("YCSB A, 8 threads", Subject.RAW_JDBC, 1),
          new Target("YCSB B, 8 threads", Subject.RAW_JDBC, 5),
          new Target("YCSB C, 8 threads", Subject.RAW_JDBC, 10),
          new Target("YCSB F, 8 threads", Subject.RAW_JDBC, 1.1),
          new Target("growth: bulk, small records", Subject.ITSELF, 0.85),
          new Target("growth: YCSB C", Subject.ITSELF, 0.85));

  static List<Target> of(String workload) {
    return ALL.stream().filter(target -> target.workload().equals(workload)).toList();
  }
}
