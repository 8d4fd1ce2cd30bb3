package dev.coffer.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The actions to run after one of Coffer's own transactions has returned its connection. Not
 * thread-safe.
 */
final class ReleaseActions {

  private @Nullable List<Runnable> actions;

  private ReleaseActions() {}

  /** Runs a task that returns its connection, and then the actions, also if the task failed. */
  static <R extends @Nullable Object> R around(Function<ReleaseActions, R> task) {
    ReleaseActions release = new ReleaseActions();
    try {
      return task.apply(release);
    } finally {
      if (release.actions != null) {
        release.actions.forEach(CompletableUnit::run);
      }
    }
  }

  void add(List<Runnable> added) {
    if (actions == null) {
      actions = new ArrayList<>();
    }
    actions.addAll(added);
  }
}
