package dev.coffer.maintenance.measure;

import dev.coffer.codec.frame.Frames;
import dev.coffer.maintenance.CollectionProfile;
import dev.coffer.maintenance.CollectionProfile.AgeClass;
import dev.coffer.maintenance.CollectionProfile.CodecShare;
import dev.coffer.maintenance.CollectionProfile.InContents;
import dev.coffer.maintenance.CollectionProfile.SizeClass;
import dev.coffer.tx.UnitOfWork;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of one collection by size, codec and age. One query groups all rows of the
 * collection, so that the process reads as many rows as there are groups: at most some hundreds.
 * Used by one thread.
 */
public final class ProfileSurvey {

  /** The limits of the classes of ages. */
  private static final List<Duration> AGES =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365));

  /** The highest class of sizes: a size is an {@code int}. */
  private static final int LARGEST = 31;

  private static final int SAMPLE = 64;
  private static final String UNKNOWN = "unknown";

  private static final String GROUPS =
      "select size_class, first_byte, age_class, in_content, count(*), sum(size), sum(stored),"
          + " max(changed), sum(expiring) from (select "
          + sizeClass(0, LARGEST)
          + " as size_class, substring(frame from 1 for 1) as first_byte, "
          + ageClass()
          + " as age_class, case when content_id is null then 0 else 1 end as in_content, size,"
          + " octet_length(frame) as stored, coalesce(updated_at, created_at) as changed,"
          + " case when expires_at is null then 0 else 1 end as expiring"
          + " from coffer_record where collection = ?) grouped"
          + " group by size_class, first_byte, age_class, in_content";

  private static final String LEAVES =
      " from (select distinct coalesce(p.part_id, r.content_id) as content_id"
          + " from coffer_record_content r"
          + " left join coffer_part p on p.content_id = r.content_id where r.collection = ?) leaf"
          + " join coffer_content c on c.id = leaf.content_id"
          + " join coffer_frame f on f.content_id = leaf.content_id";

  private static final String CONTENTS =
      "select count(*), sum(c.size), sum(abs(1.0 * f.stored_size))" + LEAVES;

  /** The ids of contents are consecutive in the order of their creation. */
  private static final String CONTENT_SAMPLE =
      "select substring(f.frame from 1 for 1), c.size, abs(1.0 * f.stored_size)"
          + LEAVES
          + " where mod(leaf.content_id, ?) = 0 fetch first "
          + SAMPLE
          + " rows only";

  private final UnitOfWork unit;
  private final String collection;
  private final SizeClass[] sizes = new SizeClass[LARGEST + 1];
  private final long[] ages = new long[AGES.size() + 1];
  private final Map<String, CodecShare> inline = new TreeMap<>();
  private long expiring;
  private long inContents;
  private long bytesInContents;
  private @Nullable LocalDateTime lastChange;

  private ProfileSurvey(UnitOfWork unit, String collection) {
    this.unit = unit;
    this.collection = collection;
    for (int each = 0; each <= LARGEST; each++) {
      sizes[each] = new SizeClass(each == 0 ? 0 : 1L << (each - 1), (1L << each) - 1, 0, 0);
    }
  }

  /** Counts the values of a collection. */
  public static CollectionProfile of(UnitOfWork unit, String collection) throws SQLException {
    ProfileSurvey survey = new ProfileSurvey(unit, collection);
    survey.readGroups();
    return survey.build();
  }

  /**
   * The class of a size, found by halving: 0 for the size 0, and n for 2^(n-1) to 2^n - 1.
   *
   * @param first the first possible class
   * @param last the last possible class
   */
  private static String sizeClass(int first, int last) {
    if (first == last) {
      return Integer.toString(first);
    }
    int middle = (first + last) / 2;
    return "case when size < "
        + (1L << middle)
        + " then "
        + sizeClass(first, middle)
        + " else "
        + sizeClass(middle + 1, last)
        + " end";
  }

  private static String ageClass() {
    return IntStream.range(0, AGES.size())
        .mapToObj(each -> " when coalesce(updated_at, created_at) > ? then " + each)
        .collect(Collectors.joining("", "case", " else " + AGES.size() + " end"));
  }

  private void readGroups() throws SQLException {
    LocalDateTime now = DailySizeRows.now(unit);
    try (PreparedStatement query = unit.connection().prepareStatement(GROUPS)) {
      int index = 1;
      for (Duration each : AGES) {
        query.setObject(index++, now.minus(each));
      }
      query.setString(index, collection);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          add(row);
        }
      }
    }
  }

  private void add(ResultSet row) throws SQLException {
    long records = row.getLong(5);
    long bytes = bytes(row, 6);
    SizeClass size = sizes[row.getInt(1)];
    sizes[row.getInt(1)] =
        new SizeClass(
            size.least(), size.most(), size.records() + records, size.logicalBytes() + bytes);
    ages[row.getInt(3)] += records;
    if (row.getInt(4) == 0) {
      add(inline, row.getBytes(2), records, bytes, bytes(row, 7));
    } else {
      inContents += records;
      bytesInContents += bytes;
    }
    LocalDateTime changed = row.getObject(8, LocalDateTime.class);
    lastChange = lastChange == null || changed.isAfter(lastChange) ? changed : lastChange;
    expiring += row.getLong(9);
  }

  private static void add(
      Map<String, CodecShare> shares,
      byte @Nullable [] start,
      long frames,
      long rawBytes,
      long storedBytes) {
    // No frame begins with 0, so that it stands for a frame without bytes.
    byte first = start == null || start.length == 0 ? 0 : start[0];
    String codec = Frames.codec(first).orElse(UNKNOWN);
    boolean dictionary = Frames.needsDictionary(first);
    shares.merge(
        codec + (dictionary ? " with dictionary" : ""),
        new CodecShare(codec, dictionary, frames, rawBytes, storedBytes),
        (one, other) ->
            new CodecShare(
                codec,
                dictionary,
                one.frames() + other.frames(),
                one.rawBytes() + other.rawBytes(),
                one.storedBytes() + other.storedBytes()));
  }

  private static long bytes(ResultSet row, int column) throws SQLException {
    BigDecimal sum = row.getBigDecimal(column);
    return sum == null ? 0 : sum.longValue();
  }

  private CollectionProfile build() throws SQLException {
    InContents contents = contents();
    Instant changed = lastChange == null ? null : lastChange.toInstant(ZoneOffset.UTC);
    return new CollectionProfile(
        collection,
        Arrays.stream(ages).sum(),
        expiring,
        changed,
        withoutEmptyEnds(),
        List.copyOf(inline.values()),
        contents,
        sample(contents.frames()),
        ageClasses());
  }

  private InContents contents() throws SQLException {
    if (inContents == 0) {
      return new InContents(0, 0, 0, 0, 0);
    }
    try (PreparedStatement query = unit.connection().prepareStatement(CONTENTS)) {
      query.setString(1, collection);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new InContents(
            inContents, row.getLong(1), bytesInContents, bytes(row, 2), bytes(row, 3));
      }
    }
  }

  private List<CodecShare> sample(long frames) throws SQLException {
    if (frames == 0) {
      return List.of();
    }
    Map<String, CodecShare> found = new TreeMap<>();
    try (PreparedStatement query = unit.connection().prepareStatement(CONTENT_SAMPLE)) {
      query.setString(1, collection);
      query.setLong(2, Math.max(1, frames / SAMPLE));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          add(found, row.getBytes(1), 1, row.getLong(2), bytes(row, 3));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private List<SizeClass> withoutEmptyEnds() {
    int[] used = IntStream.rangeClosed(0, LARGEST).filter(i -> sizes[i].records() > 0).toArray();
    return used.length == 0
        ? List.of()
        : Arrays.asList(sizes).subList(used[0], used[used.length - 1] + 1);
  }

  private List<AgeClass> ageClasses() {
    List<AgeClass> classes = new ArrayList<>();
    for (int i = 0; i <= AGES.size(); i++) {
      classes.add(
          new AgeClass(
              i == 0 ? Duration.ZERO : AGES.get(i - 1),
              i == AGES.size() ? null : AGES.get(i),
              ages[i]));
    }
    return classes;
  }
}
