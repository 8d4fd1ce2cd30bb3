package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What the list of collections promises on every database. */
abstract class RecordCollectionsContract extends RecordFixture {

  /** The collections of this test: other tests leave theirs behind. */
  private List<CollectionInfo> own(RecordStore of) {
    return of.collections().stream().filter(each -> each.name().startsWith(collection)).toList();
  }

  @Test
  void aCollectionIsListedWithTheNumberOfItsRecords() {
    store.storeBatch(collection + " two", Map.of("a", 1, "b", new byte[5000]));
    store.store(collection + " one", "a", "value");

    assertThat(own(store))
        .containsExactly(
            new CollectionInfo(collection + " one", 1), new CollectionInfo(collection + " two", 2));
  }

  @Test
  void theOrderIsThatOfTheUtf8BytesOfTheNames() {
    List<String> names = new ArrayList<>();
    for (String suffix : List.of("", " ", "A", "a", "a ", "Ä", "\uFFFD", "😀")) {
      names.add(collection + suffix);
    }
    List<String> shuffled = new ArrayList<>(names);
    Collections.reverse(shuffled);
    shuffled.forEach(name -> store.store(name, "k", "v"));

    assertThat(own(store).stream().map(CollectionInfo::name)).containsExactlyElementsOf(names);
  }

  @Test
  void anExpiredRecordDoesNotCount() {
    strings().putAll(Map.of("a", "one", "b", "two", "c", "three"));
    expire("b");
    assertThat(own(store)).containsExactly(new CollectionInfo(collection, 2));

    expire("a");
    expire("c");
    assertThat(own(store)).isEmpty();
  }

  @Test
  void anEmptiedCollectionIsNotListed() {
    strings().put("a", "one");
    strings().delete("a");

    assertThat(own(store)).isEmpty();
  }

  @Test
  void aHostsTransactionSeesItsOwnRecords() {
    strings().put("a", "one");
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      RecordStore joined = in(session);
      joined.store(collection, "b", "two");
      joined.store(collection + " new", "a", "one");

      assertThat(own(joined))
          .containsExactly(
              new CollectionInfo(collection, 2), new CollectionInfo(collection + " new", 1));
      assertThat(own(store)).containsExactly(new CollectionInfo(collection, 1));
      session.getTransaction().rollback();
    }
    assertThat(own(store)).containsExactly(new CollectionInfo(collection, 1));
  }
}
