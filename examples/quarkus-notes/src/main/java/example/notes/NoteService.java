package example.notes;

import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Stores drafts, and publishes them as notes with an attachment. */
@ApplicationScoped
public class NoteService {

  private final Drafts drafts;
  private final ContentStore contents;
  private final EntityManager entities;

  NoteService(Drafts drafts, ContentStore contents, EntityManager entities) {
    this.drafts = drafts;
    this.contents = contents;
    this.entities = entities;
  }

  /** Stores a draft without a transaction of the application. Coffer runs its own transaction. */
  public void draft(String title, String text) {
    drafts.save(new Draft(title, text, Instant.now()));
  }

  public Optional<Draft> findDraft(String title) {
    return drafts.get(title);
  }

  /**
   * Publishes a draft with an attachment. The content, the note and the deletion of the draft are
   * committed together.
   *
   * @param expected the hash that the attachment must have, or null for any
   */
  @Transactional
  public NoteView publish(String title, InputStream attachment, String expected) {
    StoredContent content = contents.stage(attachment);
    Draft draft = drafts.getAndDelete(title).orElseThrow(NotFoundException::new);
    Note note = new Note(title, draft.text(), content);
    entities.persist(note);
    entities.flush();
    if (expected != null && !content.hash().equals(ContentHash.parse(expected))) {
      // The hash is known only after the last byte. The exception rolls back the transaction.
      throw new ClientErrorException(
          "The attachment has the hash " + content.hash() + ".", Response.Status.CONFLICT);
    }
    return NoteView.of(note);
  }

  @Transactional
  public NoteView find(long id) {
    Note note = entities.find(Note.class, id);
    if (note == null) {
      throw new NotFoundException();
    }
    return NoteView.of(note);
  }

  /** The JSON of a note. */
  public record NoteView(long id, String title, String text, String attachment, long size) {
    static NoteView of(Note note) {
      StoredContent attachment = note.attachment();
      return new NoteView(
          note.id(), note.title(), note.text(), attachment.hash().toString(), attachment.size());
    }
  }
}
