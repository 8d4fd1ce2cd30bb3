package dev.coffer.maintenance.upkeep;

/**
 * An object of the database that can be rebuilt, with the space that it would lose. Immutable.
 *
 * @param kind the kind of the object in messages
 * @param name the name of the object, quoted for a statement
 * @param bytes the size of the object in its file
 * @param waste the part of the size that a rebuilt object would not have; an estimate
 * @param permitted whether the account may rebuild the object, as far as the catalogue knows
 */
record Fragment(String kind, String name, long bytes, long waste, boolean permitted) {

  /** Objects that are smaller than this are not worth a rebuild. */
  private static final long LEAST_BYTES = 1 << 20;

  /** Whether at least this share of the object is waste. */
  boolean isWasteful(double share) {
    return bytes >= LEAST_BYTES && waste >= share * bytes;
  }
}
