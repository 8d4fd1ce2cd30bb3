package dev.coffer.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that values of a class never change, including all objects that they refer to. Neither
 * their own methods nor their callers may change them. Reads of a record may then return the same
 * instance to several callers. The annotation is not inherited.
 *
 * <p>Strings, numbers, date and time types and enums do not need this annotation. Neither do
 * records and unmodifiable collections (such as {@link java.util.List#of}) that contain only these
 * types. Do not annotate a class whose values change: a caller would see the changes of another
 * caller.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ImmutableValue {}
