package example.sessions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.SaveMode;

class CofferSessionRepositoryTest {

  private static final String PRINCIPAL =
      FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

  private final Coffer coffer = Coffer.open("jdbc:h2:mem:sessions");
  private final CofferSessionRepository sessions = new CofferSessionRepository(coffer);
  private final RecordRepository<StoredSession, String> records =
      coffer.records("sessions", StoredSession.class);
  private final RecordRepository<String, String> principals =
      coffer.records("sessions/principals", String.class);

  @AfterEach
  void close() {
    coffer.close();
  }

  @Test
  void aSavedSessionHasItsAttributesAndTimes() {
    CofferSession session = sessions.createSession();
    session.setAttribute("colour", "green");
    session.setAttribute("sizes", new ArrayList<>(List.of(1, 2)));
    session.setMaxInactiveInterval(Duration.ofMinutes(5));
    Instant accessed = Instant.now().minusSeconds(60);
    session.setLastAccessedTime(accessed);
    sessions.save(session);

    CofferSession found = sessions.findById(session.getId());

    assertThat(found.getAttributeNames()).isEqualTo(Set.of("colour", "sizes"));
    assertThat(found.<String>getAttribute("colour")).isEqualTo("green");
    assertThat(found.<List<Integer>>getAttribute("sizes")).containsExactly(1, 2);
    assertThat(found.<Object>getAttribute("none")).isNull();
    assertThat(found.getCreationTime()).isEqualTo(session.getCreationTime());
    assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(found.getLastAccessedTime()).isBetween(accessed.minusSeconds(5), Instant.now());
    assertThat(found.isExpired()).isFalse();
  }

  @Test
  void aSessionThatWasNotSavedIsNotFound() {
    assertThat(sessions.findById(sessions.createSession().getId())).isNull();
  }

  @Test
  void anAccessMovesTheExpiryAndWritesNoValue() {
    String id = saved("colour", "green", PRINCIPAL, "alice");
    records.touch(id, Expiry.after(Duration.ofMinutes(1)));
    StoredValue<StoredSession, String> before = records.find(id).orElseThrow();

    CofferSession found = sessions.findById(id);
    found.getAttribute("colour");
    found.setLastAccessedTime(Instant.now());
    sessions.save(found);

    StoredValue<StoredSession, String> after = records.find(id).orElseThrow();
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.timeToLive()).isGreaterThan(Duration.ofMinutes(20));
    assertThat(expiry(principals)).isAfterOrEqualTo(before.expiresAt());
  }

  @Test
  void aSessionThatWasOnlyReadIsNotSaved() {
    String id = saved("colour", "green");
    records.touch(id, Expiry.after(Duration.ofMinutes(1)));
    StoredValue<StoredSession, String> before = records.find(id).orElseThrow();
    CofferSession found = sessions.findById(id);
    found.getAttribute("colour");
    sessions.save(found);
    StoredValue<StoredSession, String> after = records.find(id).orElseThrow();
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
  }

  @Test
  void simultaneousRequestsLoseNoAttribute() {
    String id = saved("first", 1, "second", 1, "third", 1);
    CofferSession one = sessions.findById(id);
    CofferSession other = sessions.findById(id);
    one.setAttribute("first", 2);
    one.setAttribute("new", 2);
    other.setAttribute("second", 2);
    other.removeAttribute("third");
    sessions.save(one);
    sessions.save(other);

    CofferSession found = sessions.findById(id);
    assertThat(found.getAttributeNames()).isEqualTo(Set.of("first", "second", "new"));
    assertThat(found.<Integer>getAttribute("first")).isEqualTo(2);
    assertThat(found.<Integer>getAttribute("second")).isEqualTo(2);
  }

  @Test
  void manyThreadsLoseNoAttributeWhileTheIdChanges() throws Exception {
    String id = saved("start", 0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<CofferSession> requests = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      CofferSession request = sessions.findById(id);
      request.setAttribute("attribute" + i, i);
      if (i % 8 == 7) {
        request.changeSessionId();
      }
      requests.add(request);
    }
    List<Future<?>> saves = new ArrayList<>();
    for (CofferSession request : requests) {
      saves.add(threads.submit(() -> sessions.save(request)));
    }
    for (Future<?> save : saves) {
      save.get();
    }
    threads.shutdown();

    List<String> ids = records.keys(Range.all()).toList();
    assertThat(ids).hasSize(1).doesNotContain(id);
    assertThat(sessions.findById(ids.get(0)).getAttributeNames()).hasSize(33);
  }

  @Test
  void aChangedIdReplacesTheOldOne() {
    String id = saved(PRINCIPAL, "alice");
    CofferSession session = sessions.findById(id);
    String changed = session.changeSessionId();
    sessions.save(session);

    assertThat(changed).isNotEqualTo(id);
    assertThat(sessions.findById(id)).isNull();
    assertThat(sessions.findById(changed).<String>getAttribute(PRINCIPAL)).isEqualTo("alice");
    assertThat(sessions.findByPrincipalName("alice")).containsOnlyKeys(changed);
    assertThat(principals.count()).isOne();

    session.setAttribute("later", 1);
    sessions.save(session);
    assertThat(sessions.findById(changed).<Integer>getAttribute("later")).isOne();
  }

  @Test
  void aRequestThatBeganBeforeAChangeOfTheIdSavesToTheSameSession() {
    String id = saved(PRINCIPAL, "alice");
    CofferSession slow = sessions.findById(id);
    CofferSession login = sessions.findById(id);
    String changed = login.changeSessionId();
    sessions.save(login);

    slow.setAttribute("basket", "full");
    sessions.save(slow);

    assertThat(sessions.findById(id)).isNull();
    assertThat(sessions.findById(changed).<String>getAttribute("basket")).isEqualTo("full");
    sessions.deleteById(id);
    assertThat(records.count() + principals.count()).isZero();
  }

  @Test
  void aDeletedSessionStaysDeleted() {
    String id = saved("colour", "green", PRINCIPAL, "alice");
    CofferSession slow = sessions.findById(id);
    sessions.deleteById(id);
    slow.setAttribute("colour", "red");
    slow.setLastAccessedTime(Instant.now());
    sessions.save(slow);
    slow.setLastAccessedTime(Instant.now());
    sessions.save(slow);

    assertThat(sessions.findById(id)).isNull();
    assertThat(records.count() + principals.count()).isZero();
  }

  @Test
  void aNegativeIntervalNeverExpires() {
    CofferSession session = sessions.createSession();
    session.setMaxInactiveInterval(Duration.ofSeconds(-1));
    session.setAttribute(PRINCIPAL, "alice");
    sessions.save(session);
    assertThat(records.find(session.getId()).orElseThrow().expiresAt()).isNull();
    assertThat(expiry(principals)).isNull();

    CofferSession found = sessions.findById(session.getId());
    Instant accessed = Instant.now().plusSeconds(5);
    found.setLastAccessedTime(accessed);
    sessions.save(found);

    assertThat(sessions.findById(session.getId()).getLastAccessedTime()).isEqualTo(accessed);
    assertThat(sessions.findById(session.getId()).isExpired()).isFalse();
    assertThat(records.find(session.getId()).orElseThrow().expiresAt()).isNull();

    found.setMaxInactiveInterval(Duration.ofMinutes(1));
    sessions.save(found);
    assertThat(records.find(session.getId()).orElseThrow().expiresAt()).isNotNull();
    assertThat(expiry(principals)).isNotNull();
  }

  @Test
  void anExpiredSessionIsNotStored() {
    String id = saved("colour", "green", PRINCIPAL, "alice");
    CofferSession session = sessions.findById(id);
    session.setLastAccessedTime(Instant.now().minus(Duration.ofHours(1)));
    assertThat(session.isExpired()).isTrue();
    sessions.save(session);
    assertThat(sessions.findById(id)).isNull();
    assertThat(principals.count()).isZero();

    CofferSession never = sessions.createSession();
    never.setMaxInactiveInterval(Duration.ZERO);
    sessions.save(never);
    assertThat(sessions.findById(never.getId())).isNull();
  }

  @Test
  void sessionsAreFoundByTheirPrincipal() {
    String first = saved(PRINCIPAL, "alice");
    String second = saved(PRINCIPAL, "alice");
    String other = saved(PRINCIPAL, "alice/admin");
    saved("colour", "green");

    assertThat(sessions.findByPrincipalName("alice")).containsOnlyKeys(first, second);
    assertThat(sessions.findByPrincipalName("alice/admin")).containsOnlyKeys(other);
    assertThat(sessions.findByPrincipalName("ali")).isEmpty();
    assertThat(sessions.findByIndexNameAndIndexValue("colour", "green")).isEmpty();

    CofferSession session = sessions.findById(first);
    session.setAttribute(PRINCIPAL, "bob");
    sessions.save(session);
    session = sessions.findById(second);
    session.removeAttribute(PRINCIPAL);
    sessions.save(session);

    assertThat(sessions.findByPrincipalName("alice")).isEmpty();
    assertThat(sessions.findByPrincipalName("bob")).containsOnlyKeys(first);
    sessions.deleteById(first);
    assertThat(sessions.findByPrincipalName("bob")).isEmpty();
  }

  /** The other request does not know of the login. */
  @Test
  void aSimultaneousRequestKeepsTheLogin() {
    String id = saved("colour", "green");
    CofferSession other = sessions.findById(id);
    CofferSession login = sessions.findById(id);
    login.setAttribute(PRINCIPAL, "alice");
    sessions.save(login);
    other.setAttribute("colour", "red");
    sessions.save(other);

    assertThat(sessions.findByPrincipalName("alice")).containsOnlyKeys(id);
  }

  @Test
  void aSessionAndItsEntryOfThePrincipalAreSavedTogetherOrNotAtAll() {
    CofferSession session = sessions.createSession();
    session.setAttribute(PRINCIPAL, "a".repeat(600)); // longer than a key

    assertThatThrownBy(() -> sessions.save(session)).hasMessageContaining("sessions/principals");

    assertThat(sessions.findById(session.getId())).isNull();
    session.setAttribute(PRINCIPAL, "alice");
    sessions.save(session);
    assertThat(sessions.findByPrincipalName("alice")).containsOnlyKeys(session.getId());
  }

  @ParameterizedTest
  @EnumSource
  void theSaveModeChoosesTheWrittenAttributes(SaveMode mode) {
    CofferSessionRepository repository =
        new CofferSessionRepository(
            coffer, Duration.ofMinutes(5), mode, getClass().getClassLoader());
    String id = saved("read", new ArrayList<>(List.of(1)), "other", 1);
    CofferSession request = repository.findById(id);
    request.<List<Integer>>getAttribute("read").add(2); // without setAttribute
    CofferSession meanwhile = sessions.findById(id);
    meanwhile.setAttribute("other", 2);
    sessions.save(meanwhile);
    request.setLastAccessedTime(Instant.now());
    repository.save(request);

    CofferSession found = sessions.findById(id);
    assertThat(found.<List<Integer>>getAttribute("read"))
        .hasSize(mode == SaveMode.ON_SET_ATTRIBUTE ? 1 : 2);
    assertThat(found.<Integer>getAttribute("other")).isEqualTo(mode == SaveMode.ALWAYS ? 1 : 2);
  }

  @Test
  void anAttributeThatCannotBeSerializedIsNamed() {
    String id = saved("colour", "green");
    CofferSession session = sessions.findById(id);
    session.setAttribute("colour", "red");
    session.setAttribute("thread", new Thread());

    assertThatThrownBy(() -> sessions.save(session))
        .isInstanceOf(SerializationFailedException.class)
        .hasMessageContaining("'thread'")
        .hasMessageContaining("java.lang.Thread");

    assertThat(sessions.findById(id).<String>getAttribute("colour")).isEqualTo("green");
    session.removeAttribute("thread");
    sessions.save(session);
    assertThat(sessions.findById(id).<String>getAttribute("colour")).isEqualTo("red");
  }

  private String saved(Object... namesAndValues) {
    CofferSession session = sessions.createSession();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      session.setAttribute((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    sessions.save(session);
    return session.getId();
  }

  private static Instant expiry(RecordRepository<String, String> one) {
    List<RecordMetadata<String>> all = one.metadata(Range.all()).toList();
    assertThat(all).hasSize(1);
    return all.get(0).expiresAt();
  }
}
