package dev.coffer.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.LocalDateTime;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;
import org.jspecify.annotations.Nullable;

/** Mapping settings of a host, which must not affect Coffer's mapping. */
final class HostSettings {
  private HostSettings() {}

  /** Puts a prefix before each name. */
  public static class Prefixing extends PhysicalNamingStrategyStandardImpl {
    private static final long serialVersionUID = 1L;

    private static Identifier prefixed(Identifier name) {
      return new Identifier("app_" + name.getText(), name.isQuoted());
    }

    @Override
    public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
      return prefixed(name);
    }

    @Override
    public Identifier toPhysicalSequenceName(Identifier name, JdbcEnvironment environment) {
      return prefixed(name);
    }

    @Override
    public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
      return prefixed(name);
    }
  }

  /** Includes all but one table of the host. */
  public static class Filter implements SchemaFilterProvider, SchemaFilter {
    @Override
    public SchemaFilter getCreateFilter() {
      return this;
    }

    @Override
    public SchemaFilter getDropFilter() {
      return this;
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
      return this;
    }

    @Override
    public SchemaFilter getMigrateFilter() {
      return this;
    }

    @Override
    public SchemaFilter getValidateFilter() {
      return this;
    }

    @Override
    public boolean includeNamespace(Namespace namespace) {
      return true;
    }

    @Override
    public boolean includeTable(Table table) {
      return !table.getName().equalsIgnoreCase("Hidden");
    }

    @Override
    public boolean includeSequence(Sequence sequence) {
      return true;
    }
  }

  /** Stores every text reversed. */
  @Converter(autoApply = true)
  public static class Texts implements AttributeConverter<String, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String text) {
      return text == null ? null : new StringBuilder(text).reverse().toString();
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String text) {
      return convertToDatabaseColumn(text);
    }
  }

  /** Stores every instant as a number. */
  @Converter(autoApply = true)
  public static class Instants implements AttributeConverter<Instant, Long> {
    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
      return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long millis) {
      return millis == null ? null : Instant.ofEpochMilli(millis);
    }
  }

  /** Stores every local time as a text. */
  @Converter(autoApply = true)
  public static class LocalTimes implements AttributeConverter<LocalDateTime, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable LocalDateTime time) {
      return time == null ? null : time.toString();
    }

    @Override
    public @Nullable LocalDateTime convertToEntityAttribute(@Nullable String text) {
      return text == null ? null : LocalDateTime.parse(text);
    }
  }

  /** Stores every number as its negative. */
  @Converter(autoApply = true)
  public static class Longs implements AttributeConverter<Long, Long> {
    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Long number) {
      return number == null ? null : -number;
    }

    @Override
    public @Nullable Long convertToEntityAttribute(@Nullable Long number) {
      return convertToDatabaseColumn(number);
    }
  }

  /** Stores all bytes inverted. */
  @Converter(autoApply = true)
  public static class Bytes implements AttributeConverter<byte[], byte[]> {
    @Override
    public byte @Nullable [] convertToDatabaseColumn(byte @Nullable [] bytes) {
      if (bytes == null) {
        return null;
      }
      byte[] inverted = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        inverted[i] = (byte) ~bytes[i];
      }
      return inverted;
    }

    @Override
    public byte @Nullable [] convertToEntityAttribute(byte @Nullable [] bytes) {
      return convertToDatabaseColumn(bytes);
    }
  }
}
