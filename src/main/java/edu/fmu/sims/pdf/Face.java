package edu.fmu.sims.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import org.openpdf.text.pdf.BaseFont;

/**
 * A font that is embedded in the document. Its bytes are read once; documents made at the same time
 * share it.
 */
class Face {

  private final BaseFont font;

  /**
   * @param tag the letter that marks this face's subsets
   */
  Face(String name, byte[] bytes, char tag) {
    try {
      font = BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the font " + name, e);
    }
    font.setSubset(true);
    font.setCompressionLevel(Style.COMPRESSION);
    font.setIncludeCidSet(false);
    font.setSecureRandom(new FixedTag(tag));
  }

  static Face liberation(String name, char tag) {
    return new Face(name, resource("/liberation/" + name), tag);
  }

  static byte[] resource(String path) {
    try (InputStream in = Face.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The font " + path + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the font " + path, e);
    }
  }

  BaseFont font() {
    return font;
  }

  boolean covers(int codePoint) {
    return font.charExists(codePoint);
  }

  float width(String text, float size) {
    return font.getWidthPoint(text, size);
  }

  /**
   * OpenPDF draws the six letters that mark a subset at random, which would make every document
   * differ; all that the format asks is that they differ within one document.
   */
  private static final class FixedTag extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final double value;

    FixedTag(char letter) {
      value = (letter - 'A' + 0.5) / 26;
    }

    @Override
    public double nextDouble() {
      return value;
    }
  }
}
