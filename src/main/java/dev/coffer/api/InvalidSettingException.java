package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** A setting has an invalid value. */
public class InvalidSettingException extends CofferException {

  private static final long serialVersionUID = 1L;

  private final String setting;

  public InvalidSettingException(
      String setting, String value, @Nullable String advice, @Nullable Throwable cause) {
    super("The setting " + setting + " is '" + value + "'. " + advice, cause);
    this.setting = setting;
  }

  /** The name of the setting. */
  public String setting() {
    return setting;
  }
}
