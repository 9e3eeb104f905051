package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Holder;
import java.util.List;

/** The head of every page after the first: a page that is torn off still says whose it is. */
final class RunningHead implements Block {

  private final List<Line> left;
  private final Line right;
  private final float leftHeight;

  RunningHead(Particulars particulars, Style style) {
    Holder holder = particulars.holder();
    right = Typesetter.line(holder.regNo() + " · " + particulars.serial(), style.small);
    left = Typesetter.wrap(holder.name(), style.small, Style.WIDTH - right.width() - 24);
    leftHeight = (float) left.stream().mapToDouble(Line::height).sum();
  }

  @Override
  public float height() {
    return leftHeight + 16;
  }

  @Override
  public void draw(Pen pen, float top) {
    pen.decorate(() -> drawLines(pen, top));
  }

  private void drawLines(Pen pen, float top) {
    pen.textRight(right, Style.RIGHT, top - left.getFirst().ascent());
    float y = top;
    for (Line line : left) {
      pen.text(line, Style.LEFT, y - line.ascent());
      y -= line.height();
    }
    pen.rule(Style.LEFT, Style.RIGHT, y - 3, 0.8f, Style.ACCENT);
  }
}
