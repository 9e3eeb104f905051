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
  private final Line warning;

  Footer(Particulars particulars, String notice, Style style) {
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
    warning = Typesetter.line(notice, style.warning);
  }

  /** Said once; on further pages only the link is more than decoration. */
  void draw(Pen pen, int page, int pages) {
    float top = Style.FOOT - 8;
    pen.rule(Style.LEFT, Style.RIGHT, top, 0.6f, Style.ACCENT);
    float y = say(pen, page, heading, top - 8) - 1;
    float codeX = Style.RIGHT - CODE + code.border(CODE);
    float codeY = top - CODE + 1;
    pen.open(new Tag("Link"));
    for (Line line : address) {
      pen.text(line, Style.LEFT, y - line.ascent());
      pen.link(particulars.verifyUrl(), Style.LEFT, y - line.height(), line.width(), line.height());
      y -= line.height();
    }
    if (page == 1) {
      pen.open(Tag.figure("QR code of the address for verification", codeX, codeY, CODE));
      pen.stamp(code, codeX, codeY, CODE);
      pen.close();
    } else {
      pen.decorate(() -> pen.stamp(code, codeX, codeY, CODE));
    }
    pen.link(particulars.verifyUrl(), codeX, codeY, CODE, CODE);
    pen.close();
    y = say(pen, page, serial, y - 3) - 1;
    Line number = Typesetter.line("Page " + page + " of " + pages, style.small);
    float numberY = y - number.ascent();
    pen.decorate(() -> pen.text(number, Style.LEFT, numberY));
    if (!warning.text().isEmpty()) {
      say(pen, page, warning, y - number.height() - 5);
    }
  }

  private static float say(Pen pen, int page, Line line, float top) {
    if (page == 1) {
      pen.open(new Tag("P"));
      pen.text(line, Style.LEFT, top - line.ascent());
      pen.close();
    } else {
      pen.decorate(() -> pen.text(line, Style.LEFT, top - line.ascent()));
    }
    return top - line.height();
  }
}
