package edu.fmu.sims.pdf;

import java.awt.font.GlyphVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One set line.
 *
 * @param text what it says, in the order in which it is read
 * @param rightToLeft whether its reading begins at the right
 * @param runs what is drawn, from left to right
 * @param width points
 * @param ascent points that the line takes above its baseline
 * @param descent points that it takes below
 */
record Line(
    String text,
    Lettering lettering,
    boolean rightToLeft,
    List<Run> runs,
    float width,
    float ascent,
    float descent) {

  /**
   * Letters of one face and one direction.
   *
   * @param text what it says, from left to right as it is seen
   * @param drawn the characters that are drawn for it
   * @param glyphs only where the face needs shaping
   */
  record Run(
      String text,
      String drawn,
      Face face,
      float size,
      float width,
      @Nullable GlyphVector glyphs) {}

  float height() {
    return ascent + descent;
  }
}
