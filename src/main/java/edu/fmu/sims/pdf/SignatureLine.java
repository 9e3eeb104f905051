package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Institution;
import java.util.ArrayList;
import java.util.List;

/** A line to sign and stamp on, who signs, and a bar to additions. */
final class SignatureLine implements Block {

  /** Room for a hand and a seal. */
  private static final float ABOVE = 62;

  private static final float WIDTH = 190;

  private final List<Line> signatory = new ArrayList<>();
  private final Line end;

  /**
   * @param end says that nothing follows
   */
  SignatureLine(Institution institution, String end, Style style) {
    add(institution.signatoryName(), style.strong);
    add(institution.signatoryTitle(), style.small);
    add(institution.office(), style.small);
    add("Signature and seal", style.label);
    this.end = Typesetter.line(end, style.label);
  }

  private void add(String words, Lettering lettering) {
    if (!words.isBlank()) {
      signatory.addAll(Typesetter.wrap(words, lettering, WIDTH));
    }
  }

  @Override
  public float height() {
    return ABOVE + 8 + (float) signatory.stream().mapToDouble(Line::height).sum();
  }

  @Override
  public void draw(Pen pen, float top) {
    float line = top - ABOVE;
    pen.rule(Style.RIGHT - WIDTH, Style.RIGHT, line, 0.6f, Style.INK);
    float y = line - 3;
    pen.open(new Tag("P"));
    for (Line words : signatory) {
      pen.textCentred(words, Style.RIGHT - WIDTH / 2, y - words.ascent());
      y -= words.height();
    }
    pen.close();
    pen.open(new Tag("P"));
    pen.text(end, Style.LEFT, line - 3 - end.ascent());
    pen.close();
  }
}
