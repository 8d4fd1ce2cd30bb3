package dev.coffer.spring;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.codec.FrameWriter;
import dev.coffer.content.ContentSettings;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.UnknownProperties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * The settings of Coffer in a Spring Boot application. Immutable; checked when they are bound.
 *
 * @param enabled Whether Coffer is configured at all.
 * @param required Whether the start fails where Coffer does not support the database or the
 *     persistence provider; by default a warning is logged and only an injected bean of Coffer
 *     fails.
 * @param domain The domain of contents: equal bytes in two domains are stored twice, and the hash
 *     of one tells nothing about the other. At most 64 printable ASCII characters.
 * @param hashAlgorithm The function that new contents are hashed by. Others stay readable.
 * @param codec The codec that compresses what is written: 'zstd', 'brotli', 'raw' for none, or one
 *     of the application's own; by default 'zstd' where zstd-jni is on the class path, else
 *     'brotli'. Whatever was written by another stays readable.
 * @param entityManagerFactory The name of the EntityManagerFactory bean whose database holds
 *     Coffer's tables; by default the only one, or the primary one.
 * @param dataSource The name of the DataSource bean that the schema is migrated through; by default
 *     the only one, or the primary one.
 * @param schema The tables.
 * @param cache Caching.
 * @param records Limits of records.
 * @param diagnosis The check of the environment.
 */
@ConfigurationProperties("coffer")
record CofferProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("false") boolean required,
    @DefaultValue("") String domain,
    @DefaultValue("blake3") HashAlgorithm hashAlgorithm,
    @Nullable String codec,
    @Nullable String entityManagerFactory,
    @Nullable String dataSource,
    @DefaultValue Schema schema,
    @DefaultValue Cache cache,
    @DefaultValue Records records,
    @DefaultValue Diagnosis diagnosis) {

  CofferProperties {
    try {
      new ContentSettings(domain, hashAlgorithm);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException("coffer.domain", domain, e.getMessage());
    }
    try {
      if (codec != null) {
        FrameWriter.by(codec);
      }
    } catch (IllegalArgumentException | CodecUnavailableException e) {
      throw new InvalidConfigurationPropertyValueException("coffer.codec", codec, e.getMessage());
    }
  }

  /**
   * The tables.
   *
   * @param migrate Whether Coffer's tables are created and brought up to date at start, before the
   *     EntityManagerFactory and before the application's own migrations.
   */
  record Schema(@DefaultValue("true") boolean migrate) {}

  /**
   * Caching.
   *
   * @param records How far cached records are trusted; by default 'single-node' on an H2 that this
   *     process alone has open and 'validated' elsewhere.
   * @param heap How much may be kept on the heap of values that are ready to be given, as far as
   *     that can be estimated; 0B for nothing.
   */
  record Cache(@Nullable RecordCacheMode records, @DefaultValue("16MB") DataSize heap) {

    Cache {
      if (heap.isNegative()) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.cache.heap", heap, "use 0B or more");
      }
    }
  }

  /**
   * Limits of records.
   *
   * @param inlineLimit The largest frame that is kept in the record itself, up to 64KB; larger ones
   *     become contents.
   * @param maxValueSize The largest value; a larger one is refused.
   * @param pageSize How many records a scan reads at once, at most.
   * @param pageBytes How many bytes a scan reads at once, at most, unless one value is larger.
   * @param unknownProperties What happens when a value is read that holds a property which its
   *     class does not have: 'refuse', so that nothing gets lost, or 'ignore', as older versions of
   *     an application may need beside newer ones.
   * @param dictionary Compression dictionaries.
   */
  record Records(
      @DefaultValue("4KB") DataSize inlineLimit,
      @DefaultValue("64MB") DataSize maxValueSize,
      @DefaultValue("500") int pageSize,
      @DefaultValue("8MB") DataSize pageBytes,
      @DefaultValue("refuse") UnknownProperties unknownProperties,
      @DefaultValue Dictionary dictionary) {

    Records {
      require("inline-limit", inlineLimit, 0, RecordSettings.LARGEST_INLINE_LIMIT);
      require("max-value-size", maxValueSize, 1, Integer.MAX_VALUE);
      require("page-bytes", pageBytes, 1, Integer.MAX_VALUE);
      if (pageSize < 1) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.records.page-size", pageSize, "use at least 1");
      }
    }

    private static void require(String name, DataSize size, long least, long most) {
      if (size.toBytes() < least || size.toBytes() > most) {
        throw new InvalidConfigurationPropertyValueException(
            "coffer.records." + name, size, "use " + least + "B to " + most + "B");
      }
    }

    RecordSettings settings() {
      return new RecordSettings(
          (int) inlineLimit.toBytes(),
          (int) maxValueSize.toBytes(),
          pageSize,
          (int) pageBytes.toBytes(),
          unknownProperties);
    }
  }

  /**
   * Compression dictionaries.
   *
   * @param auto The collections for which recompression makes dictionaries by itself. A dictionary
   *     holds pieces of the values it was made from.
   */
  record Dictionary(@DefaultValue Set<String> auto) {}

  /**
   * The check of the environment.
   *
   * @param enabled Whether the environment is checked at start and what is unwise in it is logged.
   */
  record Diagnosis(@DefaultValue("true") boolean enabled) {}
}
