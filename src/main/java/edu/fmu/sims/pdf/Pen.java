package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.Line.Run;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Objects;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfAnnotation;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** Draws on one page. Lengths are points, y grows upwards, text stands on its baseline. */
final class Pen {

  private static final PdfName ARTIFACT = new PdfName("Artifact");
  private static final int PRINTED = 4;

  private final PdfWriter writer;
  private final PdfContentByte page;
  private final Tags tags;
  private Tag current;
  private boolean decoration;

  /**
   * @param tag under which everything comes that has no tag of its own
   */
  Pen(PdfWriter writer, Tags tags, Tag tag) {
    this.writer = writer;
    this.tags = tags;
    page = writer.getDirectContent();
    current = tag;
  }

  /** All that is drawn until {@link #close} is content of that tag. */
  void open(Tag tag) {
    if (decoration) {
      return;
    }
    if (tag.parent() == null) {
      current.add(tag);
    }
    current = tag;
  }

  void close() {
    if (decoration) {
      return;
    }
    current = Objects.requireNonNull(current.parent());
  }

  /** Draws what is not read aloud, as it says nothing or was said before. */
  void decorate(Runnable drawing) {
    boolean outermost = !decoration;
    if (outermost) {
      page.beginMarkedContentSequence(ARTIFACT);
      decoration = true;
    }
    drawing.run();
    if (outermost) {
      page.endMarkedContentSequence();
      decoration = false;
    }
  }

  private void content(Runnable drawing) {
    if (decoration) {
      drawing.run();
      return;
    }
    tags.begin(current, page);
    drawing.run();
    page.endMarkedContentSequence();
  }

  void text(Line line, float x, float y) {
    if (line.text().isEmpty()) {
      return;
    }
    boolean urdu = !decoration && line.runs().stream().anyMatch(run -> run.glyphs() != null);
    if (urdu) {
      open(Tag.urdu(line.text()));
    }
    content(() -> draw(line, x, y));
    if (urdu) {
      close();
    }
  }

  private void draw(Line line, float x, float y) {
    page.setColorFill(line.lettering().color());
    float at = x;
    for (Run run : line.runs()) {
      if (run.glyphs() != null) {
        outlines(run.glyphs().getOutline(), run.size() / NastaliqFace.UNITS, at, y);
        letters(run, at, y);
      } else {
        plain(run, at, y);
      }
      at += run.width();
    }
  }

  void textRight(Line line, float right, float y) {
    text(line, right - line.width(), y);
  }

  void textCentred(Line line, float centre, float y) {
    text(line, centre - line.width() / 2, y);
  }

  void rule(float from, float to, float y, float thickness, Color color) {
    box(from, y - thickness / 2, to - from, thickness, color);
  }

  void box(float x, float y, float width, float height, Color color) {
    decorate(
        () -> {
          page.setColorFill(color);
          page.rectangle(x, y, width, height);
          page.fill();
        });
  }

  void link(String url, float x, float y, float width, float height) {
    PdfAnnotation link = new PdfAnnotation(writer, x, y, x + width, y + height, new PdfAction(url));
    link.put(PdfName.F, new PdfNumber(PRINTED));
    link.put(PdfName.CONTENTS, new PdfString("Verify this document at " + url));
    link.put(PdfName.BORDER, new PdfArray(new float[] {0, 0, 0}));
    link.put(PdfName.STRUCTPARENT, new PdfNumber(tags.note(current, link.getIndirectReference())));
    writer.addAnnotation(link);
  }

  void stamp(QrCode code, float x, float y, float size) {
    content(() -> page.addTemplate(code.drawnOn(page, size), x, y));
  }

  /** One word in large pale letters up across the page, under all that stands there. */
  void watermark(String word, Lettering lettering) {
    float width = lettering.face().width(word, lettering.size());
    float turn = (float) Math.sqrt(0.5);
    float half = width / 2 * turn;
    decorate(
        () -> {
          page.beginText();
          page.setColorFill(lettering.color());
          page.setFontAndSize(lettering.face().font(), lettering.size());
          page.setTextMatrix(
              turn, turn, -turn, turn, Style.PAGE_WIDTH / 2 - half, Style.PAGE_HEIGHT / 2 - half);
          page.showTextBasic(word);
          page.endText();
        });
  }

  private void plain(Run run, float x, float y) {
    boolean replaced = !run.drawn().equals(run.text());
    page.beginText();
    page.setFontAndSize(run.face().font(), run.size());
    page.setTextMatrix(x, y);
    if (replaced) {
      PdfDictionary span = new PdfDictionary();
      span.put(PdfName.ACTUALTEXT, new PdfString(run.text(), PdfObject.TEXT_UNICODE));
      page.beginMarkedContentSequence(PdfName.SPAN, span, true);
    }
    page.showTextBasic(run.drawn());
    if (replaced) {
      page.endMarkedContentSequence();
    }
    page.endText();
  }

  /**
   * Shaped letters are drawn as the outlines of their glyphs. As text they could not be read back:
   * in Nastaliq one body serves several letters, the dots are glyphs of their own, and words climb
   * off the baseline, which readers take for the end of a word.
   */
  private void outlines(Shape glyphs, float scale, float x, float y) {
    AffineTransform toPage = new AffineTransform(scale, 0, 0, -scale, x, y);
    float[] p = new float[6];
    float fromX = 0;
    float fromY = 0;
    for (PathIterator i = glyphs.getPathIterator(toPage); !i.isDone(); i.next()) {
      switch (i.currentSegment(p)) {
        case PathIterator.SEG_MOVETO -> {
          page.moveTo(p[0], p[1]);
          fromX = p[0];
          fromY = p[1];
        }
        case PathIterator.SEG_LINETO -> {
          page.lineTo(p[0], p[1]);
          fromX = p[0];
          fromY = p[1];
        }
        case PathIterator.SEG_QUADTO -> {
          page.curveTo(
              fromX + (p[0] - fromX) * 2 / 3,
              fromY + (p[1] - fromY) * 2 / 3,
              p[2] + (p[0] - p[2]) * 2 / 3,
              p[3] + (p[1] - p[3]) * 2 / 3,
              p[2],
              p[3]);
          fromX = p[2];
          fromY = p[3];
        }
        case PathIterator.SEG_CUBICTO -> {
          page.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
          fromX = p[4];
          fromY = p[5];
        }
        default -> page.closePath();
      }
    }
    page.fill();
  }

  /**
   * The letters as text that is found, selected and read aloud but not seen, over their outlines.
   */
  private void letters(Run run, float x, float y) {
    float natural = run.face().font().getWidthPoint(run.drawn(), run.size());
    page.beginText();
    page.setFontAndSize(run.face().font(), run.size());
    page.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_INVISIBLE);
    page.setHorizontalScaling(natural > 0 ? 100 * run.width() / natural : 100);
    page.setTextMatrix(x, y);
    page.showTextBasic(run.drawn());
    page.setHorizontalScaling(100);
    page.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL);
    page.endText();
  }
}
