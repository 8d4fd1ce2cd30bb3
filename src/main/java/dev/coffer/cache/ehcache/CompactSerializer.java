package dev.coffer.cache.ehcache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ehcache.spi.serialization.Serializer;
import org.ehcache.spi.serialization.SerializerException;

/**
 * The form of cached entries. Texts and bytes are stored as such: records have no others. All else
 * is serialized by Java, as entries of Hibernate, without class descriptors: it writes only the
 * class name, so reader and writer must be the same release. This is always true in memory, and
 * {@link DiskDirectory} ensures it on disk. Entries of Hibernate have a third of their usual size.
 * Thread-safe.
 */
final class CompactSerializer implements Serializer<Serializable> {

  private static final ObjectInputFilter EXPECTED =
      ObjectInputFilter.Config.createFilter(
          "dev.coffer.**;org.hibernate.**;java.io.Serializable;java.lang.*;java.time.*;java.util.*;java.sql.*;!*");

  // The first byte of a form.
  private static final byte JAVA = 0;
  private static final byte BYTES = 1;
  private static final byte TEXT = 2;

  private final ClassLoader classes;

  CompactSerializer(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  public ByteBuffer serialize(Serializable object) {
    if (object instanceof byte[] bytes) {
      return form(BYTES, bytes);
    }
    if (object instanceof String text && isEncodable(text)) {
      return form(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
    return serialized(object);
  }

  /** Whether a text surely has no half of a surrogate pair, which is no text in UTF-8. */
  private static boolean isEncodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer form(byte kind, byte[] bytes) {
    return ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).flip();
  }

  private static ByteBuffer serialized(Serializable object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.write(JAVA);
    try (Writer out = new Writer(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new SerializerException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  @Override
  public Serializable read(ByteBuffer binary) throws ClassNotFoundException {
    ByteBuffer form = binary.duplicate();
    byte kind = form.get();
    if (kind != JAVA) {
      byte[] bytes = new byte[form.remaining()];
      form.get(bytes);
      return kind == BYTES ? bytes : new String(bytes, StandardCharsets.UTF_8);
    }
    try (Reader in = new Reader(new BufferInput(form), classes)) {
      return (Serializable) in.readObject();
    } catch (IOException e) {
      throw new SerializerException(e);
    }
  }

  @Override
  public boolean equals(Serializable object, ByteBuffer binary) throws ClassNotFoundException {
    return object instanceof byte[] bytes
        ? binary.remaining() == 1 + bytes.length && binary.equals(form(BYTES, bytes))
        : object.equals(read(binary));
  }

  private static final class Writer extends ObjectOutputStream {
    Writer(OutputStream out) throws IOException {
      super(out);
    }

    @Override
    protected void writeStreamHeader() {
      // Not needed: reader and writer are the same release.
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
      int known = KnownClasses.indexOf(description.getName());
      writeByte(known);
      if (known == KnownClasses.UNKNOWN) {
        writeUTF(description.getName());
      }
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final ClassLoader classes;

    Reader(InputStream in, ClassLoader classes) throws IOException {
      super(in);
      this.classes = classes;
      setObjectInputFilter(EXPECTED);
    }

    @Override
    protected void readStreamHeader() {
      // The writer writes no header.
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
      int known = readByte();
      String name = known == KnownClasses.UNKNOWN ? readUTF() : KnownClasses.name(known);
      ObjectStreamClass description = ObjectStreamClass.lookup(Class.forName(name, false, classes));
      if (description == null) {
        throw new InvalidClassException(name, "not serialisable");
      }
      return description;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
      return Class.forName(description.getName(), false, classes);
    }
  }

  private static final class BufferInput extends InputStream {
    private final ByteBuffer buffer;

    BufferInput(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public int read() {
      return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!buffer.hasRemaining()) {
        return length == 0 ? 0 : -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, offset, count);
      return count;
    }
  }
}
