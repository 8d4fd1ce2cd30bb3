package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The packs that are known to be damaged, and those of them that were needed. Thread-safe. */
final class DamagedPacks {
  private final Map<String, DamagedRepositoryException> byName = new ConcurrentHashMap<>();
  private final Map<String, DamagedRepositoryException> needed = new ConcurrentSkipListMap<>();

  void add(String name, DamagedRepositoryException problem) {
    byName.putIfAbsent(name, problem);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  DamagedRepositoryException problem(String name) {
    return Objects.requireNonNull(byName.get(name));
  }

  /** Notes that no other pack has a needed blob, and returns the problem. */
  DamagedRepositoryException need(DamagedRepositoryException problem) {
    needed.putIfAbsent(problem.file(), problem);
    return problem;
  }

  Map<String, DamagedRepositoryException> byName() {
    return Map.copyOf(byName);
  }

  /** The messages on packs that were needed. */
  List<String> neededProblems() {
    return needed.values().stream().map(each -> String.valueOf(each.getMessage())).toList();
  }

  /** The messages on the others. */
  List<String> unneededProblems() {
    return byName.values().stream()
        .filter(each -> !needed.containsKey(each.file()))
        .map(each -> String.valueOf(each.getMessage()))
        .sorted()
        .toList();
  }
}
