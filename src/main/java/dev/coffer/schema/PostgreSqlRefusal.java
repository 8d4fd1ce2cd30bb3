package dev.coffer.schema;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an error that PostgreSQL reported, read from the driver's exception by reflection:
 * the driver need not be there. The server translates the texts and the quotation marks in them,
 * and a setting of the driver leaves the detail out of the exception's message; the fields and the
 * names in the texts stay as they are.
 *
 * @param constraint the name of the constraint; empty if the error is about none
 * @param message the server's first sentence, in its language
 * @param detail what it adds; may be empty
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
   * Whether a foreign key refused a new reference because the content is not there. The first
   * sentence then names the referring table and the constraint, and the detail the table of
   * contents; the refusal of a deletion names that in its first sentence.
   */
  boolean isReferenceToAbsentContent() {
    String sentence = constraint.isEmpty() ? message : message.replace(constraint, "");
    boolean aboutContents = constraint.startsWith("fk_coffer_") || CONTENT.matcher(detail).find();
    return aboutContents && !CONTENT.matcher(sentence).find();
  }
}
