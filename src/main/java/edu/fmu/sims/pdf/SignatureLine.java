package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Institution;
import java.util.List;

/** A line to sign and stamp on, who signs, and a bar to additions. */
final class SignatureLine implements Block {

  /** Room for a hand and a seal. */
  private static final float ABOVE = 62;

  private static final float WIDTH = 190;

  private final Line sign;
  private final List<Line> office;
  private final Line end;

  /**
   * @param end says that nothing follows
   */
  SignatureLine(Institution institution, String end, Style style) {
    sign = Typesetter.line("Signature and seal", style.label);
    office = Typesetter.wrap(institution.office(), style.small, WIDTH);
    this.end = Typesetter.line(end, style.label);
  }

  @Override
  public float height() {
    return ABOVE + 24 + (float) office.stream().mapToDouble(Line::height).sum();
  }

  @Override
  public void draw(Pen pen, float top) {
    float line = top - ABOVE;
    pen.rule(Style.RIGHT - WIDTH, Style.RIGHT, line, 0.6f, Style.INK);
    pen.textCentred(sign, Style.RIGHT - WIDTH / 2, line - 10);
    pen.text(end, Style.LEFT, line - 10);
    float y = line - 21;
    for (Line words : office) {
      pen.textCentred(words, Style.RIGHT - WIDTH / 2, y);
      y -= words.height();
    }
  }
}
