package example.notes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.ContentStore;
import dev.coffer.hash.ContentHasher;
import dev.coffer.record.RecordStore;
import example.notes.NoteService.NoteView;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.ClientErrorException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Random;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotesTest {

  private static final int LARGE = 24 << 20;

  @Inject Coffer coffer;
  @Inject RecordStore records;
  @Inject ContentStore contents;
  @Inject Drafts drafts;
  @Inject NoteService service;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  @TestHTTPResource("/")
  URI root;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void storesAndRepositoriesAreInjected() {
    drafts.save(new Draft("seen", "by both", Instant.EPOCH));

    assertThat(records.retrieve("drafts", "seen", Draft.class))
        .contains(new Draft("seen", "by both", Instant.EPOCH));
    assertThat(coffer.contents()).isNotNull();
  }

  @Test
  void aNoteTakesThePlaceOfItsDraft() {
    service.draft("plan", "What to do");

    NoteView note = service.publish("plan", stream("the plan"), null);

    assertThat(service.findDraft("plan")).isEmpty();
    assertThat(service.find(note.id())).isEqualTo(note);
    assertThat(contents.exists(hash("the plan"))).isTrue();
  }

  @Test
  void aTransactionalMethodThatThrowsLeavesNothing() {
    service.draft("lost", "Not yet");

    assertThatThrownBy(() -> service.publish("lost", stream("lost"), hash("other").toString()))
        .isInstanceOf(ClientErrorException.class);

    assertThat(notesOf("lost")).isZero();
    assertThat(contents.exists(hash("lost"))).isFalse();
    assertThat(service.findDraft("lost")).map(Draft::text).contains("Not yet");
  }

  @Test
  void aCommitThatFailsLeavesNothing() {
    service.draft("twice", "First");
    service.publish("twice", stream("first"), null);
    service.draft("twice", "Second");

    assertThatThrownBy(() -> service.publish("twice", stream("second"), null)).isNotNull();

    assertThat(notesOf("twice")).isOne();
    assertThat(contents.exists(hash("second"))).isFalse();
    assertThat(service.findDraft("twice")).isPresent();
  }

  @Test
  void aTransactionBegunByHandIsJoined() throws Exception {
    transaction.begin();
    var content = contents.store(new byte[] {1, 2, 3});
    records.store("numbers", "one", 1);
    transaction.rollback();

    assertThat(contents.exists(content.hash())).isFalse();
    assertThat(records.retrieve("numbers", "one", Integer.class)).isEmpty();
  }

  @Test
  @Transactional
  void anEntityLoadsItsAttachmentLazily() {
    service.draft("lazy", "Later");
    NoteView view = service.publish("lazy", stream("lazy"), null);
    entities.clear();

    Note note = entities.find(Note.class, view.id());

    assertThat(Hibernate.isInitialized(note.attachment())).isFalse();
    assertThat(note.attachment().size()).isEqualTo(4);
  }

  @Test
  void contentsAreStreamedInAndOutOverHttp() throws Exception {
    assertThat(send(request("drafts/film").PUT(BodyPublishers.ofString("A film")), "text/plain"))
        .isEqualTo(204);
    HttpRequest.Builder upload =
        request("notes/film").POST(BodyPublishers.ofInputStream(NotesTest::large));

    assertThat(send(upload, "application/octet-stream")).isEqualTo(201);

    long id =
        entities
            .createQuery("select n.id from Note n where n.title = 'film'", Long.class)
            .getSingleResult();
    try (InputStream in =
            client
                .send(request("notes/" + id + "/attachment").build(), BodyHandlers.ofInputStream())
                .body();
        InputStream expected = large()) {
      assertThat(in).hasSameContentAs(expected);
    }
    assertThat(send(request("drafts/film").GET(), "text/plain")).isEqualTo(404);
    assertThat(send(request("notes/0/attachment").GET(), "text/plain")).isEqualTo(404);
  }

  @Test
  void aRefusedUploadLeavesNothing() throws Exception {
    send(request("drafts/torn").PUT(BodyPublishers.ofString("Torn")), "text/plain");

    assertThat(
            send(
                request("notes/torn?hash=" + hash("whole")).POST(BodyPublishers.ofString("torn")),
                "application/octet-stream"))
        .isEqualTo(409);

    assertThat(notesOf("torn")).isZero();
    assertThat(contents.exists(hash("torn"))).isFalse();
    assertThat(send(request("drafts/torn").GET(), "text/plain")).isEqualTo(200);
  }

  private long notesOf(String title) {
    return entities
        .createQuery("select count(n) from Note n where n.title = :title", Long.class)
        .setParameter("title", title)
        .getSingleResult();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path));
  }

  private int send(HttpRequest.Builder request, String type) throws Exception {
    return client
        .send(request.header("Content-Type", type).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** The hash of a text, by which contents are found. */
  private static ContentHash hash(String text) {
    return ContentHasher.hash(HashAlgorithm.BLAKE3, text.getBytes(UTF_8));
  }

  /** Bytes that are made while they are read. */
  private static InputStream large() {
    Random random = new Random(7);
    return new InputStream() {
      private int left = LARGE;

      @Override
      public int read() {
        return left-- > 0 ? random.nextInt(256) : -1;
      }
    };
  }
}
