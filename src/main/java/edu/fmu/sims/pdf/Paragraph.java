package edu.fmu.sims.pdf;

import java.util.List;

/** Running text that may go over pages. */
final class Paragraph {

  private static final float GAP_AFTER = 9;

  /** Lines of one paragraph that stand together at the foot or the top of a page. */
  private static final int TOGETHER = 2;

  private final List<Line> lines;

  Paragraph(String words, Style style) {
    lines = Typesetter.wrap(words, style.prose, Style.WIDTH);
  }

  /**
   * No page ends with the first line of a paragraph or begins with its last.
   *
   * @param tail points that must be left below the last line on the same page
   */
  void addTo(Pages pages, float tail) {
    Tag tag = new Tag("P");
    for (int i = 0; i < lines.size(); i++) {
      if (mayBreakBefore(i) && !pages.fits(needed(i, tail))) {
        pages.turn();
      }
      pages.add(new Row(lines.get(i), tag));
    }
    pages.add(Block.space(GAP_AFTER));
  }

  private boolean mayBreakBefore(int line) {
    return line == 0 || (line >= TOGETHER && line <= lines.size() - TOGETHER);
  }

  /** Up to the next line before which the page may be turned. */
  private float needed(int line, float tail) {
    float sum = Row.heightOf(lines.get(line));
    int next = line + 1;
    while (next < lines.size() && !mayBreakBefore(next)) {
      sum += Row.heightOf(lines.get(next));
      next++;
    }
    return next == lines.size() ? sum + GAP_AFTER + tail : sum;
  }

  private record Row(Line line, Tag tag) implements Block {

    private static final float LEAD = 3.4f;

    @Override
    public float height() {
      return heightOf(line);
    }

    static float heightOf(Line line) {
      return line.height() + LEAD;
    }

    @Override
    public void draw(Pen pen, float top) {
      pen.open(tag);
      if (line.rightToLeft()) {
        pen.textRight(line, Style.RIGHT, top - line.ascent());
      } else {
        pen.text(line, Style.LEFT, top - line.ascent());
      }
      pen.close();
    }
  }
}
