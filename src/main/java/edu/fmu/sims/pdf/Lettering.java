package edu.fmu.sims.pdf;

import java.awt.Color;

/**
 * How a text is set: the face for Latin letters, the one for Urdu, the size in points, the colour.
 */
record Lettering(Face face, Urdu urdu, float size, Color color) {

  /** Nastaliq looks small beside Latin letters of the same size. */
  private static final float URDU_SCALE = 1.45f;

  float urduSize() {
    return size * URDU_SCALE;
  }

  /** Baseline to baseline of two Latin lines. */
  float leading() {
    return size * 1.28f;
  }
}
