package edu.fmu.sims.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows of one table with COPY: the fastest way in, with every trigger and check at work. */
final class CopyRows implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final CopyIn copy;
  private final StringBuilder buffer = new StringBuilder(CHUNK + 1024);

  /**
   * @param target the table and its columns, as in {@code term (id, name)}
   */
  CopyRows(Connection connection, String target) throws SQLException {
    this.copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
  }

  /** Adds a row; null is SQL null, everything else is written as its text. */
  void add(@Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        buffer.append('\t');
      }
      append(values[i]);
    }
    buffer.append('\n');
    if (buffer.length() >= CHUNK) {
      flush();
    }
  }

  private void append(@Nullable Object value) {
    if (value == null) {
      buffer.append("\\N");
      return;
    }
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> buffer.append("\\\\");
        case '\t' -> buffer.append("\\t");
        case '\n' -> buffer.append("\\n");
        case '\r' -> buffer.append("\\r");
        default -> buffer.append(c);
      }
    }
  }

  private void flush() throws SQLException {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    buffer.setLength(0);
  }

  /** Sends the rest and ends the copy; gives it up when it failed before. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      flush();
      copy.endCopy();
    }
  }
}
