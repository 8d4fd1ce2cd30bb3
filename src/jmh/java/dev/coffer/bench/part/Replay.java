package dev.coffer.bench.part;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Another figure of runs that were measured already, one a round. */
final class Replay<T> implements Trial {

  private final List<T> outcomes;
  private final ToDoubleFunction<T> figure;
  private int round;

  Replay(List<T> outcomes, ToDoubleFunction<T> figure) {
    this.outcomes = outcomes;
    this.figure = figure;
  }

  @Override
  public double measure() {
    return figure.applyAsDouble(outcomes.get(round++));
  }
}
