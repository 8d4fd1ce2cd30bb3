package example.files;

import dev.coffer.api.RecordKeyException;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;

/** Serves the files of a collection by GET and HEAD, whole or by single ranges of bytes. */
public final class FilesServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient FileRepository files;

  FilesServlet(FileRepository files) {
    this.files = files;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, true);
  }

  /** Without this method, the container would read the bytes and drop them. */
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, false);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, boolean withBytes)
      throws IOException {
    Optional<StoredFile> found = find(request.getPathInfo());
    if (found.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    StoredFile file = found.get();
    response.setHeader("ETag", file.entityTag());
    response.setHeader("Accept-Ranges", "bytes");
    if (clientHas(file, request)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    Optional<ByteRange> range =
        withBytes && mayBeRange(file, request)
            ? ByteRange.of(request.getHeader("Range"), file.size())
            : Optional.empty();
    if (range.isPresent() && range.get().isEmpty()) {
      response.setHeader("Content-Range", "bytes */" + file.size());
      response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
      return;
    }
    if (range.isPresent()) {
      ByteRange part = range.get();
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader(
          "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.size());
    }
    ByteRange sent = range.orElse(ByteRange.all(file.size()));
    response.setContentType(file.mediaType());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(sent.length());
    if (withBytes) {
      try (InputStream in = files.open(file, sent.first(), sent.length())) {
        in.transferTo(response.getOutputStream());
      }
    }
  }

  /** The file of a URL; empty also for a path that no file can have. */
  private Optional<StoredFile> find(String pathInfo) {
    try {
      return pathInfo == null ? Optional.empty() : files.get(pathInfo.substring(1));
    } catch (RecordKeyException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code If-None-Match} names these bytes. */
  private static boolean clientHas(StoredFile file, HttpServletRequest request) {
    for (String header : Collections.list(request.getHeaders("If-None-Match"))) {
      for (String tag : header.split(",")) {
        String strong = tag.strip().replaceFirst("^W/", "");
        if (strong.equals("*") || strong.equals(file.entityTag())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether {@code If-Range}, if it is given, names these bytes. */
  private static boolean mayBeRange(StoredFile file, HttpServletRequest request) {
    String tag = request.getHeader("If-Range");
    return tag == null || tag.strip().equals(file.entityTag());
  }
}
