package edu.fmu.sims.pdf;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a file that somebody shows says of itself. Nothing in it is trusted: it is not parsed, only
 * looked through for what our documents carry, as it is and with its streams inflated, within
 * bounds of size. No input makes it fail.
 *
 * @param isPdf whether it calls itself a PDF
 * @param codes what follows {@code /verify/} in it
 * @param serials what looks like a serial of the register
 * @param isEncrypted whether its text cannot be read without a password
 */
public record Inspection(
    boolean isPdf, Set<String> codes, Set<String> serials, boolean isEncrypted) {
  private static final Pattern CODE = Pattern.compile("/verify/([0-9a-z]{26})(?![0-9a-z])");
  private static final Pattern SERIAL = Pattern.compile("\\b[A-Z]{2}-\\d{4}-\\d{6}\\b");
  private static final Pattern ENCRYPTED = Pattern.compile("/Encrypt\\s{1,9}\\d{1,9}\\s");
  private static final String MARK = "%PDF-";
  private static final String STREAM = "stream";

  /** Readers look for the mark so far into a file, and no farther. */
  private static final int MARK_WITHIN = 1024;

  private static final int MOST_STREAMS = 2_000;
  private static final int MOST_OF_A_STREAM = 1 << 20;
  private static final int MOST_INFLATED = 32 << 20;

  /** What is tried counts at least this, so that streams which fail at once are bounded, too. */
  private static final int LEAST_OF_A_STREAM = 4 << 10;

  private static final int MOST_FOUND = 50;

  /** Looks through a file. */
  public static Inspection of(byte[] file) {
    String raw = new String(file, StandardCharsets.ISO_8859_1);
    int mark = raw.indexOf(MARK);
    if (mark < 0 || mark > MARK_WITHIN) {
      return new Inspection(false, Set.of(), Set.of(), false);
    }
    Set<String> codes = new LinkedHashSet<>();
    Set<String> serials = new LinkedHashSet<>();
    collect(raw, codes, serials);
    byte[] content = new byte[MOST_OF_A_STREAM];
    int inflated = 0;
    int streams = 0;
    for (int at = raw.indexOf(STREAM);
        at >= 0 && streams < MOST_STREAMS && inflated < MOST_INFLATED;
        at = raw.indexOf(STREAM, at + STREAM.length())) {
      if (raw.startsWith("end", at - 3)) {
        continue;
      }
      streams++;
      int start = at + STREAM.length();
      while (start < file.length && (file[start] == '\r' || file[start] == '\n')) {
        start++;
      }
      int length = inflate(file, start, content);
      inflated += Math.max(length, LEAST_OF_A_STREAM);
      collect(new String(content, 0, length, StandardCharsets.ISO_8859_1), codes, serials);
    }
    return new Inspection(true, codes, serials, ENCRYPTED.matcher(raw).find());
  }

  private static void collect(String text, Set<String> codes, Set<String> serials) {
    Matcher code = CODE.matcher(text);
    while (codes.size() < MOST_FOUND && code.find()) {
      codes.add(code.group(1));
    }
    Matcher serial = SERIAL.matcher(text);
    while (serials.size() < MOST_FOUND && serial.find()) {
      serials.add(serial.group());
    }
  }

  /** Inflates what begins there, up to its end, a fault or the size of the content. */
  private static int inflate(byte[] file, int start, byte[] content) {
    Inflater inflater = new Inflater();
    int length = 0;
    try {
      inflater.setInput(file, start, file.length - start);
      while (length < content.length && !inflater.finished()) {
        int read = inflater.inflate(content, length, content.length - length);
        if (read == 0) {
          break;
        }
        length += read;
      }
    } catch (DataFormatException e) {
      length = (int) inflater.getBytesWritten();
    } finally {
      inflater.end();
    }
    return length;
  }
}
