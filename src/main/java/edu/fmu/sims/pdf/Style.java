package edu.fmu.sims.pdf;

import java.awt.Color;
import java.util.zip.Deflater;

/** The look of the document: measures of the page, faces, sizes and colours in one place. */
final class Style {

  static final float PAGE_WIDTH = 595.28f;
  static final float PAGE_HEIGHT = 841.89f;
  static final float LEFT = 51;
  static final float RIGHT = PAGE_WIDTH - LEFT;
  static final float WIDTH = RIGHT - LEFT;
  static final float TOP = PAGE_HEIGHT - 44;
  static final float FOOT = 126;

  /** Packing harder saves a twentieth of the file and costs as much time as all other work. */
  static final int COMPRESSION = Deflater.BEST_SPEED;

  static final Color INK = new Color(0x1A2129);
  static final Color ACCENT = new Color(0x0F4C3A);
  static final Color MUTED = new Color(0x59636E);
  static final Color HAIR = new Color(0xD3D9DD);
  static final Color WARNING = new Color(0xA3210F);
  static final Color PALE = new Color(0xF1E6D8);
  static final Color TINT = new Color(0xEFF4F1);

  final Lettering institution;
  final Lettering address;
  final Lettering title;
  final Lettering name;
  final Lettering value;
  final Lettering label;
  final Lettering term;
  final Lettering prose;
  final Lettering body;
  final Lettering strong;
  final Lettering figure;
  final Lettering small;
  final Lettering link;
  final Lettering warning;
  final Lettering watermark;

  Style() {
    Face sans = Face.liberation("LiberationSans-Regular.ttf", 'A');
    Face bold = Face.liberation("LiberationSans-Bold.ttf", 'B');
    Face serif = Face.liberation("LiberationSerif-Bold.ttf", 'C');
    Urdu urdu = new Urdu();
    institution = new Lettering(serif, urdu, 21, ACCENT);
    address = new Lettering(sans, urdu, 9, MUTED);
    title = new Lettering(serif, urdu, 14, INK);
    name = new Lettering(bold, urdu, 12, INK);
    value = new Lettering(sans, urdu, 9.5f, INK);
    label = new Lettering(sans, urdu, 7.5f, MUTED);
    term = new Lettering(serif, urdu, 11, ACCENT);
    prose = new Lettering(sans, urdu, 11, INK);
    body = new Lettering(sans, urdu, 9, INK);
    strong = new Lettering(bold, urdu, 9, INK);
    figure = new Lettering(bold, urdu, 14, ACCENT);
    small = new Lettering(sans, urdu, 8, INK);
    link = new Lettering(sans, urdu, 8, ACCENT);
    warning = new Lettering(bold, urdu, 8.5f, WARNING);
    watermark = new Lettering(bold, urdu, 62, PALE);
  }
}
