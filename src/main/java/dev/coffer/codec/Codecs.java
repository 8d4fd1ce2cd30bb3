package dev.coffer.codec;

import dev.coffer.api.CodecUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs of this process, by the id that frames name them by: Brotli and what {@link
 * ServiceLoader} finds. Immutable and thread-safe.
 *
 * <p>Of those that work, the one with the highest id compresses what is written, unless another was
 * chosen: a codec of the application before Zstandard, and that before Brotli, since each was added
 * on purpose. Where none works, everything is written uncompressed, and frames that are compressed
 * cannot be read.
 */
public final class Codecs {
  private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);

  private record Entry(Codec codec, boolean present, Optional<String> problem) {
    static Entry of(Codec codec) {
      return new Entry(codec, codec.isPresent(), codec.problem());
    }
  }

  private final NavigableMap<Integer, Entry> byId = new TreeMap<>();

  private Codecs(Iterable<Codec> codecs) {
    for (Codec codec : codecs) {
      if (codec.id() < 1 || codec.id() > FrameHeader.HIGHEST_CODEC) {
        throw new IllegalStateException(
            "Codec '" + codec.name() + "' has the id " + codec.id() + "; give it one of 8 to 15.");
      }
      Entry taken = byId.put(codec.id(), Entry.of(codec));
      if (taken != null) {
        throw new IllegalStateException(
            "Codecs '%s' and '%s' both have the id %d; give one of them another."
                .formatted(taken.codec.name(), codec.name(), codec.id()));
      }
    }
  }

  /** Only these codecs. */
  static Codecs of(Codec... codecs) {
    return new Codecs(List.of(codecs));
  }

  /** The codecs that all frames of this process are written and read with. */
  static Codecs installed() {
    return Installed.CODECS;
  }

  /** What codecs are present, in the order of their ids, and why one does not work. */
  public static List<CodecState> states() {
    return installed().byId.values().stream()
        .filter(Entry::present)
        .map(entry -> new CodecState(entry.codec.name(), entry.problem.orElse(null)))
        .toList();
  }

  /** The codec to write with; empty if there is none that works. */
  Optional<Codec> preferred() {
    return byId.descendingMap().values().stream()
        .filter(entry -> entry.problem.isEmpty())
        .map(Entry::codec)
        .findFirst();
  }

  /** The ids of the codecs that work here. */
  Stream<Integer> workingIds() {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().problem.isEmpty())
        .map(Map.Entry::getKey);
  }

  /** The codec that a frame names. */
  Codec working(int id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new CodecUnavailableException(
          name(id),
          "A stored frame was compressed by codec "
              + id
              + ", which this release of Coffer does not know: use the release that wrote it or a"
              + " later one, or add the library that brings the codec.");
    }
    return working(entry, "A stored frame was compressed by %s, which does not work here. %s");
  }

  /** The codec of a name, to write with. */
  Codec working(String name) {
    Entry entry =
        byId.values().stream()
            .filter(each -> each.codec.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no codec '%s'; use %s.".formatted(name, names())));
    return working(entry, "The codec %s does not work here. %s");
  }

  private static Codec working(Entry entry, String message) {
    if (entry.problem.isPresent()) {
      throw new CodecUnavailableException(
          entry.codec.name(), message.formatted(entry.codec.name(), entry.problem.get()));
    }
    return entry.codec;
  }

  private String names() {
    return Stream.concat(
            Stream.of(Frames.RAW), byId.values().stream().map(entry -> entry.codec.name()))
        .collect(Collectors.joining(", "));
  }

  /** The name of the codec of this id, also of one that is unknown here. */
  String name(int id) {
    if (id == FrameHeader.RAW) {
      return Frames.RAW;
    }
    Entry entry = byId.get(id);
    return entry == null ? "codec " + id : entry.codec.name();
  }

  private static final class Installed {
    static final Codecs CODECS = load();

    private static Codecs load() {
      List<Codec> found = new ArrayList<>();
      found.add(new BrotliCodec());
      ServiceLoader.load(Codec.class, Codec.class.getClassLoader()).stream()
          .flatMap(provider -> instance(provider).stream())
          .forEach(found::add);
      Codecs codecs = new Codecs(found);
      codecs.byId.values().forEach(Installed::tellProblem);
      return codecs;
    }

    /** A codec whose library is absent is passed over: frames of it will say what they miss. */
    private static Optional<Codec> instance(ServiceLoader.Provider<Codec> provider) {
      try {
        return Optional.of(provider.get());
      } catch (ServiceConfigurationError | LinkageError e) {
        LOG.warn("A codec cannot be used: {}", e.toString());
        return Optional.empty();
      }
    }

    private static void tellProblem(Entry entry) {
      if (entry.present && entry.problem.isPresent()) {
        LOG.warn("{} does not work here. {}", entry.codec.name(), entry.problem.get());
      }
    }
  }
}
