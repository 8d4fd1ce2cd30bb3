package dev.coffer.file;

import dev.coffer.Coffer;
import dev.coffer.Stores;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A Coffer over a new database. Each test has a collection of files of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class FileFixture {

  private static final AtomicInteger COLLECTIONS = new AtomicInteger();

  TestDatabase database;
  SessionFactory sessions;
  private @Nullable JtaDatabase container;
  Coffer coffer;
  String collection;

  abstract TestDatabase newDatabase();

  RecordCacheMode cacheMode() {
    return RecordCacheMode.VALIDATED;
  }

  /** The transactions in which the steps of a test run. */
  enum Steps {
    /** Each step in transactions of Coffer's own. */
    OWN,
    /** Each step in a transaction of an entity manager. */
    JOINED,
    /** As {@link #OWN}, and a transaction manager begins and ends them. */
    OWN_BY_JTA,
    /** Each step in a JTA transaction of the thread. */
    JOINED_TO_JTA
  }

  Steps steps() {
    return Steps.OWN;
  }

  /** Whether each step runs in a transaction of a host. */
  final boolean joins() {
    return steps() == Steps.JOINED || steps() == Steps.JOINED_TO_JTA;
  }

  /** Whether all transactions are those of a transaction manager. */
  final boolean isJta() {
    return steps() == Steps.OWN_BY_JTA || steps() == Steps.JOINED_TO_JTA;
  }

  @BeforeAll
  void open() {
    database = newDatabase().migrate();
    if (isJta()) {
      container = new JtaDatabase(database);
      sessions = container.sessions();
    } else {
      sessions = SessionFactories.over(database);
    }
    coffer = Coffer.over(sessions).recordCache(cacheMode()).build();
  }

  @AfterAll
  void close() {
    coffer.close();
    sessions.close();
    if (container != null) {
      container.close();
    }
    database.close();
  }

  @BeforeEach
  void newCollection() {
    collection = "files " + COLLECTIONS.incrementAndGet();
  }

  /** Runs a step, in a transaction of a host if this fixture joins one. */
  <R> R call(Function<FileRepository, R> step) {
    return joins()
        ? inHost(true, stores -> step.apply(stores.files(collection)))
        : step.apply(coffer.files(collection));
  }

  void run(Consumer<FileRepository> step) {
    call(
        files -> {
          step.accept(files);
          return true;
        });
  }

  boolean holds(Predicate<FileRepository> question) {
    return call(question::test);
  }

  /** Runs work in a transaction of a host, which commits it or rolls it back. */
  <R> R inHost(boolean commit, Function<Stores, R> work) {
    return container == null
        ? inSession(commit, work)
        : inJta(container.manager(), commit, () -> work.apply(coffer));
  }

  private static <R> R inJta(TransactionManager manager, boolean commit, Supplier<R> work) {
    try {
      manager.begin();
      try {
        R result = work.get();
        if (commit) {
          manager.commit();
        }
        return result;
      } finally {
        if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
          manager.rollback();
        }
      }
    } catch (NotSupportedException
        | SystemException
        | RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException e) {
      throw new IllegalStateException(e);
    }
  }

  private <R> R inSession(boolean commit, Function<Stores, R> work) {
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      try {
        R result = work.apply(coffer.in(session));
        if (commit) {
          session.getTransaction().commit();
        }
        return result;
      } finally {
        if (session.getTransaction().isActive()) {
          session.getTransaction().rollback();
        }
      }
    }
  }

  FilePut put(String path, byte[] bytes, FileOptions options) {
    return call(files -> files.put(path, stream(bytes), options));
  }

  FilePut put(String path, byte[] bytes) {
    return put(path, bytes, FileOptions.defaults());
  }

  StoredFile file(String path) {
    return call(files -> files.get(path)).orElseThrow();
  }

  byte[] bytes(String path) {
    return call(files -> read(files.open(path)));
  }

  static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  static byte[] read(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Incompressible bytes, always the same for a seed. */
  static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
