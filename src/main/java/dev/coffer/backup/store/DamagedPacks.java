package dev.coffer.backup.store;

import dev.coffer.backup.DamagedRepositoryException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The packs of which a part is known to be damaged, and who asked for them. Thread-safe. */
final class DamagedPacks {
  private final Map<String, DamagedRepositoryException> problems = new ConcurrentHashMap<>();
  private final Set<String> needed = ConcurrentHashMap.newKeySet();

  void add(String name, DamagedRepositoryException problem) {
    problems.putIfAbsent(name, problem);
  }

  boolean has(String name) {
    return problems.containsKey(name);
  }

  /** The problem of a pack that has a needed blob which no other pack has. */
  DamagedRepositoryException problem(String name) {
    needed.add(name);
    return Objects.requireNonNull(problems.get(name));
  }

  Map<String, DamagedRepositoryException> problems() {
    return Map.copyOf(problems);
  }

  /** Whether {@link #problem} was asked for this pack. */
  boolean isNeeded(String name) {
    return needed.contains(name);
  }
}
