package example.notes;

import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentStore;
import example.notes.NoteService.NoteView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Drafts, notes and attachments over HTTP. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class NoteResource {

  private final NoteService notes;
  private final ContentStore contents;

  NoteResource(NoteService notes, ContentStore contents) {
    this.notes = notes;
    this.contents = contents;
  }

  @PUT
  @Path("drafts/{title}")
  @Consumes(MediaType.TEXT_PLAIN)
  public void draft(@RestPath String title, String text) {
    notes.draft(title, text);
  }

  @GET
  @Path("drafts/{title}")
  public Draft draft(@RestPath String title) {
    return notes.findDraft(title).orElseThrow(NotFoundException::new);
  }

  @POST
  @Path("notes/{title}")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public Response publish(@RestPath String title, @RestQuery String hash, InputStream attachment) {
    NoteView note = notes.publish(title, attachment, hash);
    return Response.created(URI.create("/notes/" + note.id())).entity(note).build();
  }

  @GET
  @Path("notes/{id}")
  public NoteView note(@RestPath long id) {
    return notes.find(id);
  }

  /** The stream of the bytes from the database. The server closes it after the last byte. */
  @GET
  @Path("notes/{id}/attachment")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public InputStream attachment(@RestPath long id) {
    return contents.open(ContentHash.parse(notes.find(id).attachment()));
  }
}
