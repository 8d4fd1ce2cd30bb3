package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.ValueFormatException;
import dev.coffer.api.ValueTooLargeException;
import dev.coffer.content.ContentStore;
import dev.coffer.format.RawJson;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.record.Range;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.spring.app.Player;
import dev.coffer.spring.app.PlayerRepository;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.spring.keys.Readings;
import dev.coffer.spring.keys.Readings.ReadingKey;
import dev.coffer.spring.keys.Readings.Season;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The effect of settings, beans of the application and absent libraries. */
class SpringSettingsTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private ApplicationContextRunner application() {
    return SpringApplications.over(database).withUserConfiguration(BareApplication.class);
  }

  @Test
  void defaultsMatchTheBuilder() {
    application()
        .run(
            context -> {
              CofferProperties properties = context.getBean(CofferProperties.class);
              assertThat(properties.records().settings()).isEqualTo(RecordSettings.defaults());
              assertThat(properties.hashAlgorithm()).isEqualTo(HashAlgorithm.BLAKE3);
              assertThat(properties.domain()).isEmpty();
              assertThat(properties.cache().records()).isNull();
            });
  }

  @Test
  void settingsReachTheStores() {
    application()
        .withPropertyValues(
            "coffer.hash-algorithm=sha256",
            "coffer.cache.records=off",
            "coffer.codec=brotli",
            "coffer.records.max-value-size=10B")
        .run(
            context -> {
              ContentStore contents = context.getBean(ContentStore.class);
              assertThat(contents.store(new byte[] {1}).hash().algorithm())
                  .isEqualTo(HashAlgorithm.SHA256);
              contents.store(new byte[100]);
              assertThat(context.getBean(Coffer.class).statistics().compression())
                  .containsKey("brotli")
                  .doesNotContainKey("zstd");
              assertThatThrownBy(
                      () -> context.getBean(RecordStore.class).store("c", "k", new byte[11]))
                  .isInstanceOf(ValueTooLargeException.class);
            });
  }

  record Named(String name) {}

  @ParameterizedTest
  @CsvSource({"refuse, false", "ignore, true"})
  void unknownPropertiesAreRefusedOrIgnored(String setting, boolean read) {
    application()
        .withPropertyValues("coffer.records.unknown-properties=" + setting)
        .run(
            context -> {
              RecordStore store = context.getBean(RecordStore.class);
              store.store("names", "a", new RawJson("{\"name\":\"A\",\"gone\":1}"));
              if (read) {
                assertThat(store.retrieve("names", "a", Named.class)).contains(new Named("A"));
              } else {
                assertThatThrownBy(() -> store.retrieve("names", "a", Named.class))
                    .isInstanceOf(ValueFormatException.class);
              }
            });
  }

  @Test
  void dictionariesAreTrainedByTheirModes() {
    application()
        .withPropertyValues(
            "coffer.records.dictionary.mode=none", "coffer.records.dictionary.dense=players,no")
        .run(
            context -> {
              RecordStore store = context.getBean(RecordStore.class);
              for (String collection : List.of("players", "others")) {
                store.storeBatch(
                    collection,
                    IntStream.range(0, 2000)
                        .boxed()
                        .collect(Collectors.toMap(i -> "p" + i, i -> Map.of("level", i))));
              }
              assertThat(context.getBean(Coffer.class).recompress().dictionaries())
                  .extracting(DictionaryReport::collection)
                  .containsExactly("players");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "coffer.records.inline-limit, 1MB",
    "coffer.records.page-size, 0",
    "coffer.records.max-value-size, 3GB",
    "coffer.domain, ténant",
    "coffer.codec, gzip"
  })
  void invalidSettingsAreRefusedWithTheirName(String name, String value) {
    application()
        .withPropertyValues(name + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refusal -> assertThat(refusal.getName()).isEqualTo(name)));
  }

  @Test
  void cofferCanBeDisabled() {
    application()
        .withPropertyValues("coffer.enabled=false", "spring.jpa.hibernate.ddl-auto=validate")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean(Coffer.class);
              assertThat(context).doesNotHaveBean(RecordStore.class);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Only a part of Liquibase: the remaining parts would look up each other through the filter
        // and cache the result.
        "liquibase.integration.spring",
        "org.flywaydb",
        "com.fasterxml.jackson",
        "tools.jackson",
        "io.micrometer",
        "org.springframework.data",
        "jakarta.enterprise"
      })
  void worksWithoutEachOptionalLibrary(String absent) {
    application()
        .withClassLoader(new FilteredClassLoader(absent))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              context.getBean(RecordStore.class).store("c", "k", new byte[] {1});
              assertThat(context.getBean(Coffer.class).report().records()).isEqualTo(1);
            });
  }

  @Test
  void beansOfTheApplicationTakePrecedence() {
    application()
        .withUserConfiguration(OwnBeans.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(Coffer.class).hasBean("myCoffer");
              assertThat(context).hasSingleBean(RecordStore.class).hasBean("myRecords");
              assertThat(context).hasSingleBean(ContentStore.class);
              assertThat(context.getBean(ContentStore.class).store(new byte[] {1}).hash())
                  .extracting(hash -> hash.algorithm())
                  .isEqualTo(HashAlgorithm.SHA256);
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnBeans {
    @Bean
    Coffer myCoffer(EntityManagerFactory factory) {
      return Coffer.over(factory).hashAlgorithm(HashAlgorithm.SHA256).build();
    }

    @Bean
    RecordStore myRecords(Coffer coffer) {
      return coffer.records();
    }
  }

  @Test
  void customizersTakePrecedence() {
    application()
        .withUserConfiguration(Customized.class)
        .run(
            context ->
                assertThat(
                        context
                            .getBean(Coffer.class)
                            .contents()
                            .store(new byte[] {1})
                            .hash()
                            .algorithm())
                    .isEqualTo(HashAlgorithm.SHA256));
  }

  @Configuration(proxyBeanMethods = false)
  static class Customized {
    @Bean
    CofferCustomizer sha256() {
      return builder -> builder.hashAlgorithm(HashAlgorithm.SHA256);
    }
  }

  @Test
  void typesAreRegisteredBeforeTheRepositoriesAreCreated() {
    application()
        .withUserConfiguration(Elsewhere.class, Versions.class)
        .run(
            context -> {
              context.getBean(PlayerRepository.class).save(new Player(new UUID(0, 1), "Alice", 42));
              try (Connection connection = database.connect();
                  Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("select type from coffer_record")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("player@2");
              }
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Versions {
    @Bean
    CofferCustomizer players() {
      return builder ->
          builder.registerType(Player.class, TypeName.of("player", 2).from(1, json -> json));
    }
  }

  @Test
  void repositoriesAreFoundInTheConfiguredPackages() {
    application().run(context -> assertThat(context).doesNotHaveBean(PlayerRepository.class));
    application()
        .withUserConfiguration(Elsewhere.class)
        .run(context -> assertThat(context).hasSingleBean(PlayerRepository.class));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableRecordRepositories(basePackageClasses = PlayerRepository.class)
  static class Elsewhere {}

  /** A bean with repositories of keys that are records and enums. */
  record Station(Readings readings, Readings.Highest highest) {}

  @Configuration(proxyBeanMethods = false)
  @EnableRecordRepositories(basePackageClasses = Readings.class)
  static class Stations {
    @Bean
    Station station(Readings readings, Readings.Highest highest) {
      return new Station(readings, highest);
    }
  }

  @Test
  void repositoriesWithKeysOfSeveralPartsAndOfEnumsAreInjected() {
    application()
        .withUserConfiguration(Stations.class)
        .run(
            context -> {
              Station station = context.getBean(Station.class);
              ReadingKey key = new ReadingKey("cellar", LocalDate.of(2026, 7, 1), Season.SUMMER);
              station.readings().put(key, 17.5);
              station.highest().put(Season.SUMMER, 17.5);

              assertThat(station.readings().get(key)).contains(17.5);
              assertThat(station.readings().keys(Range.leadingParts("cellar")))
                  .containsExactly(key);
              assertThat(station.highest().getAll(List.of(Season.values())))
                  .isEqualTo(Map.of(Season.SUMMER, 17.5));
            });
  }
}
