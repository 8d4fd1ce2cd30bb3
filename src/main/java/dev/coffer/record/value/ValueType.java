package dev.coffer.record.value;

import java.lang.reflect.Type;

/**
 * A type of values with its stable name.
 *
 * @param raw the class
 * @param full the class with its type arguments, for the JSON library
 * @param name the type name in the records of these values
 */
public record ValueType<T>(Class<T> raw, Type full, String name) {}
