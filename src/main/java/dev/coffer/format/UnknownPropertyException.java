package dev.coffer.format;

import org.jspecify.annotations.Nullable;

/**
 * JSON has a property that the requested type does not have. If the property were ignored, the next
 * write of the value would lose it.
 */
public class UnknownPropertyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String property;
  private final String typeName;

  /**
   * Creates an error for one property.
   *
   * @param property the property's name
   * @param typeName the class that does not have the property
   * @param path the position of the object in the JSON; empty for the root
   */
  public UnknownPropertyException(
      String property, String typeName, String path, @Nullable Throwable cause) {
    super(
        "it has the property '"
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

  /** The name of the class that does not have the property. */
  public String typeName() {
    return typeName;
  }
}
