package dev.coffer.bench.data;

/** A small typed value, of 120 bytes as JSON. */
public record Item(
    String sku, String name, String colour, int quantity, double price, boolean active) {

  private static final String[] COLOURS = {"amber", "black", "coral", "green", "ivory", "olive"};

  /** The value of this number; values of different numbers differ. */
  public static Item of(int number) {
    return new Item(
        "SKU-%08d".formatted(number),
        "Folding chair, oak, size %d".formatted(number % 97),
        COLOURS[number % COLOURS.length],
        number,
        number % 10_000 / 100.0,
        number % 3 != 0);
  }

  /** The same with another quantity. */
  public Item withQuantity(int newQuantity) {
    return new Item(sku, name, colour, newQuantity, price, active);
  }
}
