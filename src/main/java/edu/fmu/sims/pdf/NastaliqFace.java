package edu.fmu.sims.pdf;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Noto Nastaliq Urdu: the face in which Pakistan writes its names. Nastaliq needs the font's own
 * rules for joining and placing letters; Java's text engine applies them.
 */
final class NastaliqFace extends Face {

  private static final String FILE = "NotoNastaliqUrdu-Regular.ttf";

  /** Shaping is done at this size and scaled, so that positions are not rounded to pixels. */
  static final float UNITS = 1000f;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Font shaper;

  private NastaliqFace(byte[] bytes) {
    super(FILE, bytes, 'N');
    shaper = shaper(bytes);
  }

  static NastaliqFace load() {
    byte[] packed = resource("/fonts/" + FILE + ".gz");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new NastaliqFace(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack the font " + FILE, e);
    }
  }

  /** The glyphs of a text that runs in one direction, left to right as they stand on the page. */
  GlyphVector shape(String text, boolean rightToLeft) {
    char[] chars = text.toCharArray();
    int direction = rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT;
    return shaper.layoutGlyphVector(EXACT, chars, 0, chars.length, direction);
  }

  /**
   * Java's text engine asks the machine for its fonts before it reads ours, and fails where there
   * are none, as in a lean container. It is given a list of fonts that is empty.
   */
  private static Font shaper(byte[] bytes) {
    try {
      if (System.getProperty("java.awt.headless") == null) {
        System.setProperty("java.awt.headless", "true");
      }
      if (System.getProperty("sun.awt.fontconfig") != null) {
        return font(bytes);
      }
      Path none = Files.createTempFile("sims-fonts", ".properties");
      try {
        Files.writeString(
            none, "version=1\nsequence.allfonts=default\n", StandardCharsets.ISO_8859_1);
        System.setProperty("sun.awt.fontconfig", none.toString());
        return font(bytes);
      } finally {
        System.clearProperty("sun.awt.fontconfig");
        Files.delete(none);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the font " + FILE, e);
    }
  }

  private static Font font(byte[] bytes) throws IOException {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes)).deriveFont(UNITS);
    } catch (FontFormatException e) {
      throw new IOException(e);
    }
  }
}
