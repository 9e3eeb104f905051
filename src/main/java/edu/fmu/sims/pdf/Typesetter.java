package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.Line.Run;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sets text in lines: chooses the face for each letter, puts left-to-right and right-to-left parts
 * in the order in which they stand on the page, and breaks what is too long. A letter that no face
 * has is drawn as a replacement mark, never left out.
 */
final class Typesetter {

  private static final float ASCENT = 0.93f;
  private static final float DESCENT = 0.35f;
  private static final int FIRST_RIGHT_TO_LEFT = 0x0590;

  /** A white square, in every face of the house. */
  private static final int REPLACEMENT = 0x25A1;

  private static final String BRACKETS = "()[]{}<>«»";

  private Typesetter() {}

  /** The text in as many lines as the width asks for; at least one, which may be empty. */
  static List<Line> wrap(String text, Lettering lettering, float width) {
    String clean = clean(text);
    boolean rightToLeft = beginsAtRight(clean);
    Line whole = set(clean, lettering, rightToLeft);
    if (whole.width() <= width) {
      return List.of(whole);
    }
    List<Line> lines = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(clean);
    int start = 0;
    int end = 0;
    for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
      if (set(clean.substring(start, next).strip(), lettering, rightToLeft).width() > width) {
        if (end > start) {
          lines.add(set(clean.substring(start, end).strip(), lettering, rightToLeft));
          start = end;
        }
        start = breakWord(clean, start, next, lettering, rightToLeft, width, lines);
      }
      end = next;
    }
    lines.add(set(clean.substring(start).strip(), lettering, rightToLeft));
    return lines;
  }

  static Line line(String text, Lettering lettering) {
    String clean = clean(text);
    return set(clean, lettering, beginsAtRight(clean));
  }

  /** Fills lines with pieces of a word wider than a line; tells where the rest begins. */
  private static int breakWord(
      String text,
      int from,
      int to,
      Lettering lettering,
      boolean rightToLeft,
      float width,
      List<Line> lines) {
    BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    letters.setText(text);
    int start = from;
    int end = from;
    for (int next = letters.following(from);
        next != BreakIterator.DONE && next <= to;
        next = letters.next()) {
      if (end > start
          && set(text.substring(start, next).strip(), lettering, rightToLeft).width() > width) {
        lines.add(set(text.substring(start, end), lettering, rightToLeft));
        start = end;
      }
      end = next;
    }
    return start;
  }

  /**
   * Line ends and tabs become spaces; characters that only steer a display are dropped, or a name
   * could be made to read otherwise than it is recorded.
   */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                clean.append(' ');
              } else if (!Character.isISOControl(c) && !steersDirection(c)) {
                clean.appendCodePoint(c);
              }
            });
    return Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
  }

  private static boolean steersDirection(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF;
  }

  /** The direction of a text is that of its first letter, on whichever line the letter stands. */
  private static boolean beginsAtRight(String text) {
    return Bidi.requiresBidi(text.toCharArray(), 0, text.length())
        && !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
  }

  private static Line set(String text, Lettering lettering, boolean rightToLeft) {
    float size = lettering.size();
    if (!rightToLeft && isSimple(text, lettering.face())) {
      float width = lettering.face().width(text, size);
      Run run = new Run(text, text, lettering.face(), size, width, null);
      return new Line(text, lettering, false, List.of(run), width, size * ASCENT, size * DESCENT);
    }
    List<Run> runs = new ArrayList<>();
    Bidi bidi =
        new Bidi(text, rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
    for (int part : leftToRight(bidi)) {
      boolean backwards = bidi.getRunLevel(part) % 2 == 1;
      String words = text.substring(bidi.getRunStart(part), bidi.getRunLimit(part));
      List<Run> faces = faces(words, backwards, lettering);
      runs.addAll(backwards ? faces.reversed() : faces);
    }
    float width = 0;
    float ascent = size * ASCENT;
    float descent = size * DESCENT;
    for (Run run : runs) {
      width += run.width();
      GlyphVector glyphs = run.glyphs();
      if (glyphs != null) {
        Rectangle2D ink = glyphs.getVisualBounds();
        float scale = run.size() / NastaliqFace.UNITS;
        ascent = Math.max(ascent, (float) -ink.getMinY() * scale + size * 0.15f);
        descent = Math.max(descent, (float) ink.getMaxY() * scale + size * 0.15f);
      }
    }
    return new Line(text, lettering, rightToLeft, List.copyOf(runs), width, ascent, descent);
  }

  private static boolean isSimple(String text, Face face) {
    return text.chars().allMatch(c -> c < FIRST_RIGHT_TO_LEFT && face.covers(c));
  }

  private static int[] leftToRight(Bidi bidi) {
    int count = bidi.getRunCount();
    byte[] levels = new byte[count];
    Integer[] order = new Integer[count];
    for (int i = 0; i < count; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      order[i] = i;
    }
    Bidi.reorderVisually(levels, 0, order, 0, count);
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = order[i];
    }
    return result;
  }

  /** Parts text of one direction by face, in reading order. */
  private static List<Run> faces(String text, boolean rightToLeft, Lettering lettering) {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    Face current = lettering.face();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      Face face = faceFor(c, rightToLeft, lettering);
      if (face != current && i > start) {
        runs.add(run(text.substring(start, i), current, rightToLeft, lettering));
        start = i;
      }
      current = face;
      i += Character.charCount(c);
    }
    runs.add(run(text.substring(start), current, rightToLeft, lettering));
    return runs;
  }

  private static Face faceFor(int c, boolean rightToLeft, Lettering lettering) {
    boolean arabic = UnicodeScript.of(c) == UnicodeScript.ARABIC;
    if ((arabic || rightToLeft) && lettering.urdu().face().covers(c)) {
      return lettering.urdu().face();
    }
    return lettering.face();
  }

  private static Run run(String text, Face face, boolean rightToLeft, Lettering lettering) {
    String said = rightToLeft ? asSeen(text) : text;
    if (face instanceof NastaliqFace urdu) {
      float size = lettering.urduSize();
      GlyphVector glyphs = urdu.shape(text, rightToLeft);
      float width = (float) glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
      return new Run(said, said, face, size, width * size / NastaliqFace.UNITS, glyphs);
    }
    StringBuilder drawn = new StringBuilder(said.length());
    said.codePoints().forEach(c -> drawn.appendCodePoint(face.covers(c) ? c : REPLACEMENT));
    float width = face.width(drawn.toString(), lettering.size());
    return new Run(said, drawn.toString(), face, lettering.size(), width, null);
  }

  /** Text in a PDF stands as it is seen, from left to right; who reads it out turns it round. */
  private static String asSeen(String rightToLeft) {
    StringBuilder seen = new StringBuilder(rightToLeft.length());
    rightToLeft.codePoints().map(Typesetter::mirrored).forEach(seen::appendCodePoint);
    return seen.reverse().toString();
  }

  private static int mirrored(int c) {
    int at = BRACKETS.indexOf(c);
    return at < 0 ? c : BRACKETS.charAt(at ^ 1);
  }
}
