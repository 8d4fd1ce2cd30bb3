package dev.coffer.dialect;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an error reported by PostgreSQL. They are read from the driver's exception by
 * reflection, so that the driver may be absent. The exception's message is not reliable: the server
 * translates the texts and their quotation marks, and a setting of the driver omits the detail. The
 * fields, and the names in the texts, are not translated.
 *
 * @param constraint the name of the constraint; empty if the error concerns none
 * @param message the server's primary message, in its language
 * @param detail the server's detail message; may be empty
 */
record PostgreSqlRefusal(String constraint, String message, String detail) {

  private static final Pattern CONTENT = Pattern.compile("(?<![\\w$])coffer_content(?![\\w$])");

  /** The fields of this error; null if it does not come from the driver of PostgreSQL. */
  static @Nullable PostgreSqlRefusal of(SQLException error) {
    try {
      @Nullable Object fields = error.getClass().getMethod("getServerErrorMessage").invoke(error);
      return fields == null
          ? null
          : new PostgreSqlRefusal(
              field(fields, "getConstraint"),
              field(fields, "getMessage"),
              field(fields, "getDetail"));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static String field(Object fields, String getter) throws ReflectiveOperationException {
    @Nullable Object value = fields.getClass().getMethod(getter).invoke(fields);
    return value == null ? "" : value.toString();
  }

  /**
   * Whether a foreign key refused a new reference because the content is absent. In this case the
   * message names the referring table and the constraint, and the detail names {@code
   * coffer_content}. If a deletion is refused, the message itself names {@code coffer_content}.
   */
  boolean isReferenceToAbsentContent() {
    String sentence = constraint.isEmpty() ? message : message.replace(constraint, "");
    boolean aboutContents = constraint.startsWith("fk_coffer_") || CONTENT.matcher(detail).find();
    return aboutContents && !CONTENT.matcher(sentence).find();
  }
}
