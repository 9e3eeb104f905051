package edu.fmu.sims.pdf;

/** One line in the middle, where a table would stand. */
final class Notice implements Block {

  private final Line line;

  Notice(String text, Style style) {
    line = Typesetter.line(text, style.value);
  }

  @Override
  public float height() {
    return line.height() + 56;
  }

  @Override
  public void draw(Pen pen, float top) {
    pen.open(new Tag("P"));
    pen.textCentred(line, Style.PAGE_WIDTH / 2, top - 28 - line.ascent());
    pen.close();
  }
}
