package dev.coffer.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that values of a class never change, with all that can be reached from them: neither by
 * their own methods nor by their users. Reads of a record may then give one instance to many
 * callers. It is not inherited.
 *
 * <p>Strings, numbers, times and such, enums, and records and unmodifiable collections ({@link
 * java.util.List#of} and its like) of nothing else need no declaration. A class whose values do
 * change must not carry it: a caller would see what another one did.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ImmutableValue {}
