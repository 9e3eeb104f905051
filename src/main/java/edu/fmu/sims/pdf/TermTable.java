package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Course;
import edu.fmu.sims.pdf.TranscriptContent.Term;
import java.util.ArrayList;
import java.util.List;

/** One term as a table that may run over pages: its heads stand again on top of each. */
final class TermTable {

  private static final float GAP_AFTER = 11;

  private final Term term;
  private final Style style;

  TermTable(Term term, Style style) {
    this.term = term;
    this.style = style;
  }

  /**
   * The heads never stand at the foot of a page without two rows below, where there are two; the
   * sums never stand alone on top of one.
   *
   * @param tail points that must be left below the sums on the same page
   */
  void addTo(Pages pages, float tail) {
    List<Block> rows = new ArrayList<>();
    Tag table = new Tag("Table");
    for (Course course : term.courses()) {
      rows.add(new CourseRow(course, table, style));
    }
    Block sums = new Sums(term, table, style);
    Block head = new Head(term.name(), table, false, style);
    float end = sums.height() + GAP_AFTER + tail;
    float start = head.height() + (rows.isEmpty() ? end : needed(rows, 0, end));
    if (rows.size() > 1) {
      start += needed(rows, 1, end);
    }
    if (!pages.fits(start)) {
      pages.turn();
    }
    pages.add(head);
    for (int i = 0; i < rows.size(); i++) {
      if (!pages.fits(needed(rows, i, end))) {
        pages.turn();
        pages.add(new Head(term.name() + " (continued)", table, true, style));
      }
      pages.add(rows.get(i));
    }
    pages.add(sums);
    pages.add(Block.space(GAP_AFTER));
  }

  private static float needed(List<Block> rows, int row, float end) {
    return rows.get(row).height() + (row == rows.size() - 1 ? end : 0);
  }

  /** The columns, left to right; {@code anchor} is where their text begins, ends or is centred. */
  private enum Column {
    CODE("Course", Style.LEFT + 6, 68, Align.LEFT),
    TITLE("Title", Style.LEFT + 80, 238, Align.LEFT),
    CREDITS("Credits", Style.LEFT + 350, 38, Align.RIGHT),
    GRADE("Grade", Style.LEFT + 379, 46, Align.CENTRE),
    POINTS("Points", Style.LEFT + 433, 40, Align.RIGHT),
    STATE("Status", Style.RIGHT - 6, 52, Align.RIGHT);

    private final String head;
    private final float anchor;
    private final float width;
    private final Align align;

    Column(String head, float anchor, float width, Align align) {
      this.head = head;
      this.anchor = anchor;
      this.width = width;
      this.align = align;
    }

    void draw(Pen pen, Line line, float y) {
      switch (align) {
        case LEFT -> pen.text(line, anchor, y);
        case RIGHT -> pen.textRight(line, anchor, y);
        case CENTRE -> pen.textCentred(line, anchor, y);
      }
    }
  }

  private enum Align {
    LEFT,
    RIGHT,
    CENTRE
  }

  private static final class Head implements Block {

    private final Line name;
    private final List<Line> heads = new ArrayList<>();
    private final Tag table;
    private final boolean repeated;

    Head(String name, Tag table, boolean repeated, Style style) {
      this.table = table;
      this.repeated = repeated;
      this.name = Typesetter.line(name, style.term);
      for (Column column : Column.values()) {
        heads.add(Typesetter.line(column.head, style.label));
      }
    }

    @Override
    public float height() {
      return name.height() + 18;
    }

    @Override
    public void draw(Pen pen, float top) {
      if (repeated) {
        pen.decorate(() -> drawWords(pen, top));
      } else {
        drawWords(pen, top);
      }
      pen.rule(Style.LEFT, Style.RIGHT, top - height(), 0.4f, Style.HAIR);
    }

    private void drawWords(Pen pen, float top) {
      pen.open(new Tag("H2"));
      pen.text(name, Style.LEFT, top - name.ascent());
      pen.close();
      float y = top - name.height() - 2;
      pen.rule(Style.LEFT, Style.RIGHT, y, 0.9f, Style.ACCENT);
      pen.open(table);
      pen.open(new Tag("TR"));
      for (Column column : Column.values()) {
        pen.open(Tag.headCell("Column"));
        column.draw(pen, heads.get(column.ordinal()), y - 10);
        pen.close();
      }
      pen.close();
      pen.close();
    }
  }

  private static final class CourseRow implements Block {

    private static final float PAD = 1.7f;

    private final List<List<Line>> cells = new ArrayList<>();

    /** Above the baseline that the first lines of all cells share. */
    private final float ascent;

    private final float height;
    private final Tag table;

    CourseRow(Course course, Tag table, Style style) {
      this.table = table;
      cell(Column.CODE, course.code(), style.body);
      cell(Column.TITLE, course.title(), style.body);
      cell(Column.CREDITS, Figures.credits(course.credits()), style.body);
      cell(Column.GRADE, course.grade(), style.strong);
      cell(Column.POINTS, Figures.points(course.points()), style.body);
      cell(Column.STATE, status(course.state()), style.body);
      float above = 0;
      for (List<Line> cell : cells) {
        above = Math.max(above, cell.getFirst().ascent());
      }
      float below = 0;
      for (List<Line> cell : cells) {
        float sum = -cell.getFirst().ascent();
        for (Line line : cell) {
          sum += line.height();
        }
        below = Math.max(below, sum);
      }
      ascent = above;
      height = above + below + 2 * PAD;
    }

    private void cell(Column column, String text, Lettering lettering) {
      cells.add(Typesetter.wrap(text, lettering, column.width));
    }

    private static String status(String state) {
      return switch (state) {
        case "frozen" -> "Final";
        case "published" -> "Published";
        default -> state;
      };
    }

    @Override
    public float height() {
      return height;
    }

    @Override
    public void draw(Pen pen, float top) {
      pen.open(table);
      pen.open(new Tag("TR"));
      for (Column column : Column.values()) {
        List<Line> cell = cells.get(column.ordinal());
        pen.open(column == Column.CODE ? Tag.headCell("Row") : new Tag("TD"));
        float y = top - PAD - ascent + cell.getFirst().ascent();
        for (Line line : cell) {
          column.draw(pen, line, y - line.ascent());
          y -= line.height();
        }
        pen.close();
      }
      pen.close();
      pen.close();
      pen.rule(Style.LEFT, Style.RIGHT, top - height, 0.4f, Style.HAIR);
    }
  }

  private static final class Sums implements Block {

    private final Line credits;
    private final Line gpa;
    private final Tag table;

    Sums(Term term, Tag table, Style style) {
      this.table = table;
      credits = Typesetter.line("Term credits " + Figures.credits(term.credits()), style.strong);
      gpa = Typesetter.line("Term GPA " + Figures.points(term.gpa()), style.strong);
    }

    @Override
    public float height() {
      return credits.height() + 7;
    }

    @Override
    public void draw(Pen pen, float top) {
      pen.box(Style.LEFT, top - height(), Style.WIDTH, height(), Style.TINT);
      float y = top - 3.5f - credits.ascent();
      pen.open(table);
      pen.open(new Tag("TR"));
      pen.open(Tag.wideCell(3));
      pen.textRight(credits, Column.CREDITS.anchor, y);
      pen.close();
      pen.open(Tag.wideCell(3));
      pen.textRight(gpa, Column.POINTS.anchor, y);
      pen.close();
      pen.close();
      pen.close();
    }
  }
}
