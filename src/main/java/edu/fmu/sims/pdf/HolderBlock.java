package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Holder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The student: names, registration, program, and the particulars of this issue. */
final class HolderBlock implements Block {

  private static final float PAD = 9;
  private static final float INNER = Style.WIDTH - 2 * PAD;
  private static final float GUTTER = 14;

  private final List<Row> rows = new ArrayList<>();
  private final float height;

  HolderBlock(Particulars particulars, Style style) {
    Holder holder = particulars.holder();
    names(holder, style);
    float half = (INNER - GUTTER) / 2;
    rows.add(
        new Row(
            field("Registration number", holder.regNo(), style, half),
            field("Status", holder.status(), style, half)));
    rows.add(
        new Row(
            field("Program", holder.program(), style, half),
            field("Issued on", Figures.date(particulars.issuedOn()), style, half)));
    float sum = 2 * PAD + 8;
    for (Row row : rows) {
      sum += row.height();
    }
    height = sum + (rows.size() - 1) * 5;
  }

  /** Both names on one row where there is room, else one below the other. */
  private void names(Holder holder, Style style) {
    Field name = field("Name", holder.name(), style, INNER, style.name);
    if (holder.nameUr().isBlank()) {
      rows.add(new Row(name, Field.NONE));
      return;
    }
    Line urdu = Typesetter.line(holder.nameUr(), style.name);
    if (name.lines().size() == 1
        && name.lines().getFirst().width() + urdu.width() + GUTTER <= INNER) {
      rows.add(new Row(name, new Field(Typesetter.line("", style.label), List.of(urdu), true)));
    } else {
      rows.add(new Row(name, Field.NONE));
      rows.add(
          new Row(
              Field.NONE,
              new Field(
                  Typesetter.line("", style.label),
                  Typesetter.wrap(holder.nameUr(), style.name, INNER),
                  true)));
    }
  }

  private static Field field(String label, String value, Style style, float width) {
    return field(label, value, style, width, style.value);
  }

  private static Field field(
      String label, String value, Style style, float width, Lettering lettering) {
    return new Field(
        Typesetter.line(label, style.label),
        Typesetter.wrap(value.isBlank() ? "–" : value, lettering, width),
        false);
  }

  @Override
  public float height() {
    return height;
  }

  @Override
  public void draw(Pen pen, float top) {
    pen.box(Style.LEFT, top - height + 8, Style.WIDTH, height - 8, Style.TINT);
    pen.box(Style.LEFT, top - height + 8, 2.4f, height - 8, Style.ACCENT);
    float y = top - PAD;
    for (Row row : rows) {
      row.draw(pen, y);
      y -= row.height() + 5;
    }
  }

  private record Row(Field left, Field right) {

    float height() {
      return Math.max(left.height(), right.height());
    }

    void draw(Pen pen, float top) {
      left.draw(pen, Style.LEFT + PAD, top);
      right.draw(
          pen,
          right.flushRight() ? Style.RIGHT - PAD : Style.LEFT + PAD + (INNER + GUTTER) / 2,
          top);
    }
  }

  private record Field(@Nullable Line label, List<Line> lines, boolean flushRight) {

    static final Field NONE = new Field(null, List.of(), false);

    float height() {
      float sum = label == null || label.text().isEmpty() ? 0 : label.height();
      for (Line line : lines) {
        sum += line.height();
      }
      return sum;
    }

    void draw(Pen pen, float x, float top) {
      if (lines.isEmpty()) {
        return;
      }
      pen.open(new Tag("P"));
      float y = top;
      if (label != null && !label.text().isEmpty()) {
        pen.text(label, x, y - label.ascent());
        y -= label.height();
      }
      for (Line line : lines) {
        if (flushRight) {
          pen.textRight(line, x, y - line.ascent());
        } else {
          pen.text(line, x, y - line.ascent());
        }
        y -= line.height();
      }
      pen.close();
    }
  }
}
