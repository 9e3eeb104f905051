package edu.fmu.sims.pdf;

import java.util.List;

/** The foot of every page: how to check the document, which one it is, which page this is. */
final class Footer {

  private static final float CODE = 88;

  private final Particulars particulars;
  private final Style style;
  private final QrCode code;
  private final Line heading;
  private final List<Line> address;
  private final Line serial;

  Footer(Particulars particulars, Style style) {
    this.particulars = particulars;
    this.style = style;
    code = new QrCode(particulars.verifyUrl());
    heading = Typesetter.line("Scan the code or open the address to verify:", style.small);
    address = Typesetter.wrap(particulars.verifyUrl(), style.link, Style.WIDTH - CODE - 16);
    serial =
        Typesetter.line(
            "Serial "
                + particulars.serial()
                + " · Issued on "
                + Figures.date(particulars.issuedOn()),
            style.small);
  }

  void draw(Pen pen, int page, int pages) {
    float top = Style.FOOT - 8;
    pen.rule(Style.LEFT, Style.RIGHT, top, 0.6f, Style.ACCENT);
    float codeX = Style.RIGHT - CODE + code.border(CODE);
    float codeY = top - CODE + 1;
    pen.stamp(code, codeX, codeY, CODE);
    pen.link(particulars.verifyUrl(), codeX, codeY, CODE, CODE);
    float y = top - 8;
    pen.text(heading, Style.LEFT, y - heading.ascent());
    y -= heading.height() + 1;
    for (Line line : address) {
      pen.text(line, Style.LEFT, y - line.ascent());
      pen.link(particulars.verifyUrl(), Style.LEFT, y - line.height(), line.width(), line.height());
      y -= line.height();
    }
    y -= 3;
    pen.text(serial, Style.LEFT, y - serial.ascent());
    y -= serial.height() + 1;
    Line number = Typesetter.line("Page " + page + " of " + pages, style.small);
    pen.text(number, Style.LEFT, y - number.ascent());
  }
}
