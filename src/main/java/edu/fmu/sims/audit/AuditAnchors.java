package edu.fmu.sims.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The outside anchor of the log's chain: a file of lines {@code INSTANT POSITION HASH}, each the
 * end of the chain as it was then. Who can rewrite the database cannot rewrite a copy of this file
 * that is kept elsewhere.
 */
public final class AuditAnchors {
  private static final Pattern LINE =
      Pattern.compile("(\\d{4}-\\S{1,40}Z) (\\d{1,18}) ([0-9a-f]{64})");

  private final Path file;

  private AuditAnchors(Path file) {
    this.file = file;
  }

  /** The anchors of the server whose media are in that folder. */
  public static AuditAnchors in(Path media) {
    return new AuditAnchors(media.resolve("audit").resolve("anchors.txt"));
  }

  /** The anchors in that file, such as a copy. */
  public static AuditAnchors of(Path file) {
    return new AuditAnchors(file);
  }

  /**
   * The end of the chain at one time.
   *
   * @param position the place of the last entry, from 1
   * @param hash of the chain up to it, in hex
   */
  public record Anchor(String at, long position, String hash) {}

  /** Adds a line at the end and forces it to disk. */
  void add(Instant at, long position, String hash) {
    String line = at + " " + position + " " + hash + "\n";
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        out.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the anchors of the audit log cannot be written", e);
    }
  }

  /**
   * Every anchor by its position; none when there is no file.
   *
   * @throws IllegalArgumentException for a line that is no anchor
   */
  TreeMap<Long, List<Anchor>> byPosition() {
    TreeMap<Long, List<Anchor>> anchors = new TreeMap<>();
    if (!Files.exists(file)) {
      return anchors;
    }
    try {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw new IllegalArgumentException(
              "Line " + number + " of " + file + " is no anchor: INSTANT POSITION HASH expected.");
        }
        long position = Long.parseLong(parts.group(2));
        anchors.merge(
            position,
            List.of(new Anchor(parts.group(1), position, parts.group(3))),
            (known, more) ->
                known.getFirst().hash().equals(more.getFirst().hash())
                    ? known
                    : List.of(known.getFirst(), more.getFirst()));
      }
      return anchors;
    } catch (IOException e) {
      throw new UncheckedIOException("the anchors of the audit log cannot be read", e);
    }
  }
}
