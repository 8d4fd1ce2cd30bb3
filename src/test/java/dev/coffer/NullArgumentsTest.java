package dev.coffer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.api.TransactionOptions;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.file.Directory;
import dev.coffer.file.FileDetails;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FilePut;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.maintenance.VerificationProgress;
import dev.coffer.maintenance.schedule.ExecutorScheduler;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.record.Expiry;
import dev.coffer.record.Key;
import dev.coffer.record.KeyedRepository;
import dev.coffer.record.Page;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import dev.coffer.record.UnknownProperties;
import dev.coffer.schema.Schema;
import dev.coffer.shard.ShardKey;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each public method refuses null with the name of the parameter, before any effect. The test finds
 * the methods by reflection, so that it covers new methods.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NullArgumentsTest {

  record Note(@Key String title) {}

  @RecordCollection("notes")
  interface Notes extends KeyedRepository<Note, String> {}

  /** The argument for a parameter that is not under test. */
  private static final Map<Class<?>, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(Object.class, "text"),
          Map.entry(Object[].class, new Object[] {"text"}),
          Map.entry(Class.class, String.class),
          Map.entry(TypeName.class, TypeName.of("text", 1)),
          Map.entry(JsonMapping.class, Jackson3Mapping.create()),
          Map.entry(RawJson.class, new RawJson("{}")),
          Map.entry(TypeRef.class, new TypeRef<List<String>>() {}),
          Map.entry(Duration.class, Duration.ofHours(1)),
          Map.entry(Expiry.class, Expiry.never()),
          Map.entry(TransactionOptions.class, TransactionOptions.defaults()),
          Map.entry(TransactionOptions.Isolation.class, TransactionOptions.Isolation.SERIALIZABLE),
          Map.entry(Function.class, Function.identity()),
          Map.entry(UnaryOperator.class, UnaryOperator.identity()),
          Map.entry(Consumer.class, (Consumer<Object>) each -> {}),
          Map.entry(Supplier.class, (Supplier<Object>) () -> "text"),
          Map.entry(Map.class, Map.of()),
          Map.entry(Iterable.class, List.of()),
          Map.entry(Collection.class, List.of()),
          Map.entry(Set.class, Set.of()),
          Map.entry(Range.class, Range.all()),
          Map.entry(HashAlgorithm.class, HashAlgorithm.BLAKE3),
          Map.entry(byte[].class, new byte[32]),
          Map.entry(CofferListener.class, new CofferListener() {}),
          Map.entry(Holder.class, Holder.of("holder")),
          Map.entry(InputStream.class, InputStream.nullInputStream()),
          Map.entry(ContentHash.class, ContentHash.parse("ab".repeat(32))),
          Map.entry(UnknownProperties.class, UnknownProperties.REFUSE),
          Map.entry(RecompressionPlan.class, RecompressionPlan.defaults()),
          Map.entry(VerificationProgress.class, VerificationProgress.NONE),
          Map.entry(BooleanSupplier.class, (BooleanSupplier) () -> false),
          Map.entry(List.class, List.of()),
          Map.entry(Connection.class, untouchable(Connection.class)),
          Map.entry(EntityManagerFactory.class, untouchable(EntityManagerFactory.class)),
          Map.entry(Path.class, Path.of("none")),
          Map.entry(FileOptions.class, FileOptions.defaults()),
          Map.entry(FileDetails.class, FileDetails.defaults()),
          Map.entry(StoredFile.class, file()),
          Map.entry(PutOutcome.class, PutOutcome.CREATED),
          Map.entry(MaintenanceSettings.class, MaintenanceSettings.defaults()),
          Map.entry(MaintenanceScheduler.class, ExecutorScheduler.ofOwnThreads()),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(LocalDate.class, LocalDate.EPOCH),
          Map.entry(BackupPlan.class, BackupPlan.into(BackupSettings.at(Path.of("none")))),
          Map.entry(BackupSettings.class, BackupSettings.at(Path.of("none"))),
          Map.entry(RetentionPolicy.class, RetentionPolicy.none().keepLast(1)),
          Map.entry(CheckLevel.class, CheckLevel.ALL),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(boolean.class, false));

  private final TestDatabase database = TestDatabase.h2().migrate();
  private final Map<Class<?>, Object> instances = new LinkedHashMap<>();
  private final SessionFactory sessions = SessionFactories.over(database);
  private final Coffer coffer =
      Coffer.open(
          OpenSettings.of(database.jdbcUrl())
              .withUser(database.user())
              .withPassword(database.password()));

  private static StoredFile file() {
    ContentHash hash = ContentHash.parse("ab".repeat(32));
    return new StoredFile(
        "text", hash, 0, FileDetails.defaults(), 1, Instant.EPOCH, Instant.EPOCH, null);
  }

  private static <T> T untouchable(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method.getName() + " is called before null is refused");
            }));
  }

  @BeforeAll
  void open() {
    RecordStore records = coffer.records();
    instances.put(Coffer.class, coffer);
    instances.put(CofferBuilder.class, Coffer.over(sessions));
    instances.put(RecordStore.class, records);
    instances.put(RecordRepository.class, records.records("texts", String.class));
    instances.put(KeyedRepository.class, records.repository(Notes.class));
    instances.put(ContentStore.class, coffer.contents());
    instances.put(FileRepository.class, coffer.files("files"));
    instances.put(FileOptions.class, FileOptions.defaults());
    instances.put(FileDetails.class, FileDetails.defaults());
    instances.put(OpenSettings.class, OpenSettings.of("jdbc:h2:mem:"));
    instances.put(RecordSettings.class, RecordSettings.defaults());
    instances.put(DictionarySettings.class, DictionarySettings.defaults());
    instances.put(DictionaryMode.class, DictionaryMode.COMMON);
    instances.put(RecompressionPlan.class, RecompressionPlan.defaults());
    instances.put(BackupPlan.class, BackupPlan.into(BackupSettings.at(Path.of("none"))));
    instances.put(ShardKey.class, ShardKey.whole());
    instances.put(StorageHistory.class, coffer.maintenance().history());
    instances.put(TypeName.class, TypeName.of("text", 2));
    instances.put(TransactionOptions.class, TransactionOptions.defaults());
  }

  @AfterAll
  void close() {
    coffer.close();
    sessions.close();
    database.close();
  }

  Stream<Arguments> parameters() {
    return Stream.of(
            Coffer.class,
            CofferBuilder.class,
            RecordStore.class,
            RecordRepository.class,
            KeyedRepository.class,
            ContentStore.class,
            OpenSettings.class,
            RecordSettings.class,
            RecompressionPlan.class,
            BackupPlan.class,
            StorageHistory.class,
            ContentHash.class,
            Holder.class,
            HashAlgorithm.class,
            RawJson.class,
            Schema.class,
            Range.class,
            Expiry.class,
            TypeName.class,
            ShardKey.class,
            TransactionOptions.class,
            RecordChange.class,
            FileRepository.class,
            FileOptions.class,
            FileDetails.class,
            StoredFile.class,
            FilePut.class,
            Directory.class,
            Page.class)
        .flatMap(
            type ->
                Stream.concat(
                    Arrays.stream(type.getDeclaredMethods()),
                    type.isRecord() ? Arrays.stream(type.getConstructors()) : Stream.empty()))
        .filter(NullArgumentsTest::isForApplications)
        .flatMap(
            executable ->
                Arrays.stream(executable.getParameters())
                    .filter(parameter -> !parameter.getType().isPrimitive())
                    .filter(parameter -> !isNullable(parameter))
                    .map(parameter -> Arguments.of(executable, parameter)));
  }

  private static boolean isForApplications(Executable executable) {
    return Modifier.isPublic(executable.getModifiers())
        && !executable.isSynthetic()
        && !List.of("equals", "compareTo").contains(executable.getName());
  }

  private static boolean isNullable(Parameter parameter) {
    return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void nullIsRefusedWithTheNameOfItsParameter(Executable executable, Parameter absent) {
    assertThatThrownBy(() -> call(executable, absent))
        .cause()
        .isInstanceOf(NullPointerException.class)
        .hasMessageMatching("(?si)(?!Cannot ).*\\b" + absent.getName() + "\\b.*");
  }

  private void call(Executable executable, Parameter absent) throws Exception {
    Object[] arguments =
        Arrays.stream(executable.getParameters())
            .map(parameter -> parameter.equals(absent) ? null : sample(parameter))
            .toArray();
    if (executable instanceof Constructor<?> constructor) {
      constructor.newInstance(arguments);
    } else if (executable instanceof Method method) {
      method.setAccessible(true);
      method.invoke(instances.get(method.getDeclaringClass()), arguments);
    }
  }

  private static @Nullable Object sample(Parameter parameter) {
    boolean keyed = parameter.getDeclaringExecutable().getDeclaringClass() == KeyedRepository.class;
    return keyed && parameter.getType() == Object.class
        ? new Note("title")
        : SAMPLES.get(parameter.getType());
  }
}
