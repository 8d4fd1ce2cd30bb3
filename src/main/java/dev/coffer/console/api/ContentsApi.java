package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.ReadFrom;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of contents: {@code contents} lists a page, {@code content} shows one, {@code
 * content/parts} and {@code content/holders} list a page of what belongs to it, and {@code
 * content/bytes} has its bytes.
 */
final class ContentsApi extends ApiPart {
  private final Coffer coffer;
  private final StoredRows rows;

  ContentsApi(Coffer coffer, StoredRows rows) {
    this.coffer = coffer;
    this.rows = rows;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("contents", route(Need.READ, call -> list(call.parameters())));
    routes.put("content", route(Need.READ, call -> one(hash(call.parameters()))));
    routes.put("content/parts", route(Need.READ, call -> parts(call.parameters())));
    routes.put("content/records", route(Need.READ, call -> records(call.parameters())));
    routes.put("content/holders", route(Need.READ, call -> holders(call.parameters())));
    routes.put("content/bytes", bytes(Need.VALUES, call -> bytes(hash(call.parameters()))));
  }

  private static ContentHash hash(Parameters parameters) {
    return hash(parameters.required("hash"));
  }

  private static ContentHash hash(String text) {
    try {
      return ContentHash.parse(text);
    } catch (IllegalArgumentException e) {
      throw RefusedRequestException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String after(Parameters parameters) {
    String after = parameters.optional("after");
    return after == null || after.isEmpty() ? null : after;
  }

  private Json list(Parameters parameters) {
    String order = parameters.optional("order");
    if (order == null || order.equals("hash")) {
      return byHash(parameters);
    }
    return new SortedContents(coffer.contents(), rows)
        .list(order, after(parameters), parameters.limit());
  }

  private Json byHash(Parameters parameters) {
    int limit = parameters.limit();
    String after = after(parameters);
    Slice<ContentInfo> page =
        Slice.of(coffer.contents().list(after == null ? null : hash(after), limit + 1), limit);
    return new Json()
        .withObjects("contents", page.shown().stream().map(ContentsApi::describe).toList())
        .withOptional("next", page.next(last -> last.hash().toString()));
  }

  /** The state of a content. */
  static Json describe(ContentInfo content) {
    return new Json()
        .with("hash", content.hash().toString())
        .with("size", content.size())
        .with("createdAt", Instant.now().minus(content.age()))
        .with("kept", content.retained())
        .with("part", content.part());
  }

  private static RefusedRequestException absent(ContentHash hash) {
    return RefusedRequestException.notFound(
        "There is no content " + hash + "; it may have been collected.");
  }

  private Json one(ContentHash hash) {
    ContentStore contents = coffer.contents();
    ContentInfo info = contents.info(hash).orElseThrow(() -> absent(hash));
    Json references = new Json();
    contents.referencesByTable(hash).forEach(references::with);
    long id = id(hash);
    Object[] figures =
        rows.read(
            queries ->
                queries
                    .createQuery(
                        "select (select f.storedSize from StoredFrame f where f.contentId = :id),"
                            + " (select count(p) from StoredPart p where p.id.contentId = :id),"
                            + " (select coalesce(sum(f.storedSize), 0) from StoredFrame f"
                            + "  where f.contentId in (select distinct p.part.id from StoredPart p"
                            + "  where p.id.contentId = :id))"
                            + " from StoredContent c where c.id = :id",
                        Object[].class)
                    .setParameter("id", id)
                    .getSingleResult());
    return describe(info)
        .with("storedSize", StoredRows.number(figures[0]) + StoredRows.number(figures[2]))
        .with("parts", StoredRows.number(figures[1]))
        .with("references", references);
  }

  private long id(ContentHash hash) {
    return coffer.contents().find(hash).map(StoredContent::id).orElseThrow(() -> absent(hash));
  }

  private Json parts(Parameters parameters) {
    int limit = parameters.limit();
    long id = id(hash(parameters));
    String after = after(parameters);
    List<Object[]> found =
        rows.read(
            queries ->
                queries
                    .createQuery(
                        "select p.id.position, p.offset, c from StoredPart p join p.part c"
                            + " where p.id.contentId = :id and p.id.position > :after"
                            + " order by p.id.position",
                        Object[].class)
                    .setParameter("id", id)
                    .setParameter("after", after == null ? -1 : position(after))
                    .setMaxResults(limit + 1)
                    .getResultList());
    Slice<Object[]> page = Slice.of(found, limit);
    return new Json()
        .withObjects("parts", page.shown().stream().map(ContentsApi::part).toList())
        .withOptional("next", page.next(last -> String.valueOf(last[0])));
  }

  private static int position(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw RefusedRequestException.badRequest(
          "The position 'after' is no number; begin with the first page.");
    }
  }

  private static Json part(Object[] row) {
    StoredContent part = (StoredContent) row[2];
    return new Json()
        .with("position", StoredRows.number(row[0]))
        .with("offset", StoredRows.number(row[1]))
        .with("hash", part.hash().toString())
        .with("size", part.size());
  }

  private Json records(Parameters parameters) {
    return new ContentRecords(rows)
        .page(id(hash(parameters)), after(parameters), parameters.limit());
  }

  private Json holders(Parameters parameters) {
    int limit = parameters.limit();
    String after = after(parameters);
    List<String> found =
        coffer
            .contents()
            .holders(hash(parameters), after == null ? null : Holder.of(after), limit + 1)
            .stream()
            .map(Holder::name)
            .toList();
    Slice<String> page = Slice.of(found, limit);
    return new Json()
        .withTexts("holders", page.shown())
        .withOptional("next", page.next(last -> last));
  }

  /** The bytes as a file to save: a browser must neither show them nor guess their type. */
  private ConsoleResponse bytes(ContentHash hash) {
    // The bytes are written later, perhaps by a thread without the tenant of the request.
    ContentStore contents = coffer.reading(ReadFrom.PRIMARY).contents();
    ContentInfo info = contents.info(hash).orElseThrow(() -> absent(hash));
    return new ConsoleResponse(
        200,
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Content-Disposition",
            "attachment; filename=\"" + hash.hex().substring(0, 16) + ".bin\""),
        info.size(),
        out -> {
          try (InputStream in = contents.open(hash)) {
            in.transferTo(out);
          } catch (ContentNotFoundException e) {
            throw new IOException("The content was deleted meanwhile.", e);
          }
        });
  }
}
