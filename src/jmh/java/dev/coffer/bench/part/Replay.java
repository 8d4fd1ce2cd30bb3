package dev.coffer.bench.part;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Gives figures that other trials measured, one for each round. */
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
