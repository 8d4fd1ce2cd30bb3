package dev.coffer.record.value;

import java.lang.reflect.Type;

/**
 * A type of values that is registered under a stable name.
 *
 * @param raw the class
 * @param full the class with its type arguments, for the JSON library
 * @param name the name that records of it carry
 */
public record ValueType<T>(Class<T> raw, Type full, String name) {}
