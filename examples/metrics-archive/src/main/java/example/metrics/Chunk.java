package example.metrics;

/**
 * The readings of one day, a minute apart, in tenths of a unit. The first reading is stored as it
 * is. Each other is stored as its difference from the previous one: small numbers compress well.
 */
public record Chunk(int first, int[] steps) {

  static final int MINUTES = 24 * 60;

  static Chunk of(double[] readings) {
    if (readings.length != MINUTES) {
      throw new IllegalArgumentException(
          "A day has " + MINUTES + " readings, not " + readings.length + ".");
    }
    int[] steps = new int[MINUTES - 1];
    int before = tenths(readings[0]);
    for (int i = 1; i < MINUTES; i++) {
      int now = tenths(readings[i]);
      steps[i - 1] = now - before;
      before = now;
    }
    return new Chunk(tenths(readings[0]), steps);
  }

  double[] readings() {
    double[] readings = new double[steps.length + 1];
    int now = first;
    readings[0] = now / 10.0;
    for (int i = 0; i < steps.length; i++) {
      now += steps[i];
      readings[i + 1] = now / 10.0;
    }
    return readings;
  }

  private static int tenths(double reading) {
    return (int) Math.round(reading * 10);
  }
}
