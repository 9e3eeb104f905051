package edu.fmu.sims.pdf;

import java.util.List;

/** The end of the record: the sums over all terms, a line to sign on, and a bar to additions. */
final class Closing implements Block {

  private static final float BOX = 44;
  private static final float SIGNATURE = 62;
  private static final float SIGNATURE_WIDTH = 190;

  private final List<Line> labels;
  private final List<List<Line>> figures;
  private final Line sign;
  private final List<Line> office;
  private final Line end;

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
    sign = Typesetter.line("Signature and seal", style.label);
    office = Typesetter.wrap(content.institution().office(), style.small, SIGNATURE_WIDTH);
    end = Typesetter.line("— End of transcript —", style.label);
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
    return boxHeight() + SIGNATURE + 24 + office.size() * office.getFirst().height();
  }

  @Override
  public void draw(Pen pen, float top) {
    float box = boxHeight();
    pen.rule(Style.LEFT, Style.RIGHT, top, 0.9f, Style.ACCENT);
    pen.rule(Style.LEFT, Style.RIGHT, top - box, 0.9f, Style.ACCENT);
    for (int i = 0; i < labels.size(); i++) {
      float x = Style.LEFT + i * Style.WIDTH / 3 + 6;
      float y = top - 8;
      pen.text(labels.get(i), x, y - labels.get(i).ascent());
      y -= labels.get(i).height() + 2;
      for (Line line : figures.get(i)) {
        pen.text(line, x, y - line.ascent());
        y -= line.height();
      }
    }
    float line = top - box - SIGNATURE;
    pen.rule(Style.RIGHT - SIGNATURE_WIDTH, Style.RIGHT, line, 0.6f, Style.INK);
    pen.textCentred(sign, Style.RIGHT - SIGNATURE_WIDTH / 2, line - 10);
    pen.text(end, Style.LEFT, line - 10);
    float y = line - 21;
    for (Line words : office) {
      pen.textCentred(words, Style.RIGHT - SIGNATURE_WIDTH / 2, y);
      y -= words.height();
    }
  }
}
