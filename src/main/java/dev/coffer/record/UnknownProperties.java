package dev.coffer.record;

/** The handling of properties that a stored value has and its class does not. */
public enum UnknownProperties {
  /**
   * The read fails with {@link dev.coffer.api.ValueFormatException}, so that no data can be lost.
   */
  REFUSE,

  /** The read ignores the property. The property is lost when the value is put again. */
  IGNORE
}
