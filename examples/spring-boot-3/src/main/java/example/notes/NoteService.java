package example.notes;

import dev.coffer.content.ContentStore;
import java.nio.file.Path;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class NoteService {

  private final Notes notes;
  private final Drafts drafts;
  private final ContentStore contents;

  NoteService(Notes notes, Drafts drafts, ContentStore contents) {
    this.notes = notes;
    this.drafts = drafts;
    this.contents = contents;
  }

  /** Saves a note with its attachment and deletes its draft, in one transaction. */
  @Transactional
  public Note write(String title, String text, Path attachment) {
    drafts.delete(title);
    return notes.save(new Note(title, text, contents.stage(attachment)));
  }

  public void draft(String title, String text) {
    drafts.save(new Draft(title, text));
  }

  public long drafts() {
    return drafts.count();
  }
}
