package dev.coffer.record;

/** What happens when a stored value holds a property that the class it is read as does not have. */
public enum UnknownProperties {
  /** The read fails with {@link dev.coffer.api.ValueFormatException}: nothing can get lost. */
  REFUSE,

  /** The property is passed over, and is lost when the value is put again. */
  IGNORE
}
