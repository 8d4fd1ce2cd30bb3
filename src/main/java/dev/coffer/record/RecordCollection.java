package dev.coffer.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the collection of an application's own repository interface. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RecordCollection {
  /** The collection's name. */
  String value();

  /**
   * The time to live that reads prolong, as an ISO-8601 duration such as {@code PT30M}; see {@link
   * RecordRepository#sliding}. By default, reads do not change the expiry.
   */
  String slidingExpiry() default "";
}
