package edu.fmu.sims.verify;

import edu.fmu.sims.web.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The hashes of a file, and of what it was before something was added at its end: a PDF is changed
 * by appending to it, and each state before ends with a mark.
 *
 * @param whole of the file as it is
 * @param endings of the file up to each of its first marks, with and without the line's end
 */
record Prefixes(String whole, List<String> endings) {
  private static final byte[] MARK = {'%', '%', 'E', 'O', 'F'};
  static final int MARK_LENGTH = MARK.length;
  private static final int MOST_MARKS = 16;

  static Prefixes of(byte[] file) {
    MessageDigest digest = Sha256.digest();
    List<String> endings = new ArrayList<>();
    int marks = 0;
    int hashed = 0;
    for (int at = 0; at + MARK.length <= file.length && marks < MOST_MARKS; at++) {
      if (!isMark(file, at)) {
        continue;
      }
      marks++;
      int end = at + MARK.length;
      for (int with = end; with <= Math.min(end + 2, file.length - 1); with++) {
        if (with > end && file[with - 1] != '\r' && file[with - 1] != '\n') {
          break;
        }
        digest.update(file, hashed, with - hashed);
        hashed = with;
        endings.add(soFar(digest));
      }
    }
    digest.update(file, hashed, file.length - hashed);
    return new Prefixes(HexFormat.of().formatHex(digest.digest()), endings);
  }

  /** Whether the mark stands there. */
  static boolean isMark(byte[] file, int at) {
    if (at < 0) {
      return false;
    }
    for (int i = 0; i < MARK.length; i++) {
      if (file[at + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static String soFar(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }
}
