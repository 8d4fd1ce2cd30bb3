package dev.coffer.bench.part;

import java.util.List;

/** A part of the benchmark that can be run by itself. */
public interface Part {

  /** All of them, in the order in which they run. */
  List<Part> ALL = List.of(new Bulk(), new Single());

  /** The name by which {@code -Dbench.part} chooses it. */
  String name();

  void run(Arena arena) throws Exception;
}
