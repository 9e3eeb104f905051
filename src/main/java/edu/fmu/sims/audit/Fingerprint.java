package edu.fmu.sims.audit;

import edu.fmu.sims.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * SHA-256 over rows. A field is its length in bytes, a colon, its text and a comma, so that no text
 * can be moved from one field into the next; null is the empty text.
 */
final class Fingerprint {
  private final MessageDigest sha256 = Sha256.digest();

  void add(byte[] bytes) {
    sha256.update(bytes);
  }

  /** Takes in the columns of the row at which the cursor stands, both ends included. */
  void add(ResultSet row, int firstColumn, int lastColumn) throws SQLException {
    for (int column = firstColumn; column <= lastColumn; column++) {
      String field = row.getString(column);
      byte[] text = (field == null ? "" : field).getBytes(StandardCharsets.UTF_8);
      sha256.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha256.update(text);
      sha256.update((byte) ',');
    }
  }

  /** The hash of what was taken in; the next one starts from nothing. */
  byte[] digest() {
    return sha256.digest();
  }
}
