package edu.fmu.sims.pdf;

import java.util.List;

/** The end of the record: the sums over all terms, and a line to sign on. */
final class Closing implements Block {

  private static final float BOX = 44;

  private final List<Line> labels;
  private final List<List<Line>> figures;
  private final Block signature;

  Closing(TranscriptContent content, Style style) {
    labels =
        List.of(
            Typesetter.line("Cumulative GPA", style.label),
            Typesetter.line("Credits earned", style.label),
            Typesetter.line("Academic standing", style.label));
    float third = Style.WIDTH / 3 - 20;
    figures =
        List.of(
            Typesetter.wrap(Figures.points(content.cgpa()), style.figure, third),
            Typesetter.wrap(Figures.credits(content.credits()), style.figure, third),
            Typesetter.wrap(
                content.standing().isBlank() ? "–" : content.standing(), style.figure, third));
    signature = new SignatureLine(content.institution(), "— End of transcript —", style);
  }

  private float boxHeight() {
    float most = 0;
    for (List<Line> figure : figures) {
      most = Math.max(most, (float) figure.stream().mapToDouble(Line::height).sum());
    }
    return Math.max(BOX, most + 26);
  }

  @Override
  public float height() {
    return boxHeight() + signature.height();
  }

  @Override
  public void draw(Pen pen, float top) {
    float box = boxHeight();
    pen.rule(Style.LEFT, Style.RIGHT, top, 0.9f, Style.ACCENT);
    pen.rule(Style.LEFT, Style.RIGHT, top - box, 0.9f, Style.ACCENT);
    for (int i = 0; i < labels.size(); i++) {
      float x = Style.LEFT + i * Style.WIDTH / 3 + 6;
      float y = top - 8;
      pen.open(new Tag("P"));
      pen.text(labels.get(i), x, y - labels.get(i).ascent());
      y -= labels.get(i).height() + 2;
      for (Line line : figures.get(i)) {
        pen.text(line, x, y - line.ascent());
        y -= line.height();
      }
      pen.close();
    }
    signature.draw(pen, top - box);
  }
}
