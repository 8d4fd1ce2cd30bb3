package example.ledger;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentStore;
import dev.coffer.stats.CacheTier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/** The ledger over HTTP. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

  @Inject Ledger ledger;
  @Inject Receipts receipts;
  @Inject ContentStore contents;
  @Inject Coffer coffer;

  @PersistenceUnit EntityManagerFactory unit;

  @POST
  @Path("blocks")
  public Response append(byte[] body) {
    Ledger.BlockView block = ledger.append(body);
    return Response.created(URI.create("blocks/" + block.height())).entity(block).build();
  }

  @GET
  @Path("blocks/{height}")
  public Ledger.BlockView block(@PathParam("height") long height) {
    return found(ledger.find(height));
  }

  @GET
  @Path("receipts/{id}")
  public Receipt receipt(@PathParam("id") String id) {
    return found(receipts.get(id).orElse(null));
  }

  @GET
  @Path("contents/{hash}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public StreamingOutput content(@PathParam("hash") String hash) {
    ContentHash wanted = ContentHash.parse(hash);
    if (!contents.exists(wanted)) {
      throw new NotFoundException();
    }
    return out -> {
      try (InputStream in = contents.open(wanted)) {
        in.transferTo(out);
      }
    };
  }

  /** Stores a content without a transaction of the server. Coffer runs its own transaction. */
  @POST
  @Path("contents")
  public Response keep(byte[] body) {
    return Response.created(URI.create("contents/" + contents.store(body).hash())).build();
  }

  @GET
  @Path("proof")
  public Ledger.Proof proof() {
    return ledger.prove();
  }

  /** The counts of the server's second-level cache, and of records that were read from memory. */
  @GET
  @Path("cache")
  public Cache cache() {
    SessionFactory sessions = unit.unwrap(SessionFactory.class);
    Statistics statistics = sessions.getStatistics();
    Map<CacheTier, Long> records = coffer.statistics().reads();
    return new Cache(
        statistics.getSecondLevelCacheHitCount(),
        statistics.getSecondLevelCachePutCount(),
        records.getOrDefault(CacheTier.HEAP, 0L)
            + records.getOrDefault(CacheTier.SECOND_LEVEL, 0L));
  }

  private static <T> T found(T value) {
    if (value == null) {
      throw new NotFoundException();
    }
    return value;
  }

  /** Figures of the second-level cache. */
  public record Cache(long hits, long puts, long recordsFromCache) {}
}
