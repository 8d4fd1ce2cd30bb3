package dev.coffer.format;

import org.jspecify.annotations.Nullable;

/**
 * JSON that holds a property which the type it is read as does not have. To pass over it would lose
 * it with the next write of the value.
 */
public class UnknownPropertyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String property;
  private final String typeName;

  /**
   * The error for one property.
   *
   * @param property the property's name
   * @param typeName the class that does not have it
   * @param path where the object is in the JSON; empty for the whole
   */
  public UnknownPropertyException(
      String property, String typeName, String path, @Nullable Throwable cause) {
    super(
        "it holds the property '"
            + property
            + "', which "
            + typeName
            + " does not have"
            + (path.isEmpty() ? "" : " (at " + path + ")"),
        cause);
    this.property = property;
    this.typeName = typeName;
  }

  /** The property's name. */
  public String property() {
    return property;
  }

  /** The name of the class that does not have it. */
  public String typeName() {
    return typeName;
  }
}
