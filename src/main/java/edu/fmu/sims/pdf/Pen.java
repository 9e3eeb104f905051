package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.Line.Run;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;

/** Draws on one page. Lengths are points, y grows upwards, text stands on its baseline. */
final class Pen {

  private final PdfContentByte page;

  Pen(PdfContentByte page) {
    this.page = page;
  }

  void text(Line line, float x, float y) {
    if (line.text().isEmpty()) {
      return;
    }
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
    page.setColorFill(color);
    page.rectangle(x, y, width, height);
    page.fill();
  }

  void link(String url, float x, float y, float width, float height) {
    page.setAction(new PdfAction(url), x, y, x + width, y + height);
  }

  void stamp(QrCode code, float x, float y, float size) {
    page.addTemplate(code.drawnOn(page, size), x, y);
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
