package dev.coffer.bench.part;

import java.util.List;

/** A part of the benchmark that can be run by itself. */
public interface Part {

  /** Those of a run of everything, in the order in which they run. */
  List<Part> ALL =
      List.of(
          new Single(),
          new Hot(),
          new Bulk(),
          new ContentsPart(),
          new LargeContent(),
          new Disk(),
          new Ycsb(),
          new SmallPool(),
          new Growth(),
          new Backup(),
          new Hash(),
          new Embedded(),
          new ScanPart(),
          new StartPart(),
          new Allocation(),
          new Scale());

  /** Those that run only if they are named. */
  List<Part> BY_NAME = List.of(new ClusteredCaches());

  /** The name by which {@code -Dbench.part} chooses it. */
  String name();

  void run(Arena arena) throws Exception;
}
