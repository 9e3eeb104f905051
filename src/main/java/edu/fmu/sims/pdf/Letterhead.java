package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Institution;
import java.util.ArrayList;
import java.util.List;

/** The head of the first page: who issues the document and what it is. */
final class Letterhead implements Block {

  private static final float GAP = 10;

  private final List<Line> lines = new ArrayList<>();
  private final List<Line> title;
  private final float linesHeight;

  Letterhead(Particulars particulars, Style style) {
    Institution institution = particulars.institution();
    lines.addAll(Typesetter.wrap(institution.name(), style.institution, Style.WIDTH));
    if (!institution.address().isBlank()) {
      lines.addAll(Typesetter.wrap(institution.address(), style.address, Style.WIDTH));
    }
    if (!institution.office().isBlank()) {
      lines.addAll(Typesetter.wrap(institution.office(), style.address, Style.WIDTH));
    }
    title = Typesetter.wrap(particulars.title(), style.title, Style.WIDTH);
    linesHeight = heightOf(lines);
  }

  private static float heightOf(List<Line> lines) {
    return (float) lines.stream().mapToDouble(Line::height).sum();
  }

  @Override
  public float height() {
    return linesHeight + GAP + heightOf(title) + 2 * GAP;
  }

  @Override
  public void draw(Pen pen, float top) {
    float centre = Style.PAGE_WIDTH / 2;
    float y = top;
    pen.open(new Tag("P"));
    for (Line line : lines) {
      pen.textCentred(line, centre, y - line.ascent());
      y -= line.height();
    }
    pen.close();
    y -= GAP - 3;
    pen.rule(Style.LEFT, Style.RIGHT, y, 1.6f, Style.ACCENT);
    pen.rule(Style.LEFT, Style.RIGHT, y - 2.6f, 0.5f, Style.ACCENT);
    y -= GAP + 3;
    pen.open(new Tag("H1"));
    for (Line line : title) {
      pen.textCentred(line, centre, y - line.ascent());
      y -= line.height();
    }
    pen.close();
  }
}
