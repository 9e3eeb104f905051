package edu.fmu.sims.pdf;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfTemplate;

/** A QR code as vector art, kept once in a document however many pages carry it. */
final class QrCode {

  /** The white border without which readers miss the code, in modules. */
  private static final int QUIET = 4;

  private final ByteMatrix modules;
  private @Nullable PdfTemplate drawing;

  QrCode(String text) {
    try {
      modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("Too long for a QR code: " + text.length(), e);
    }
  }

  /**
   * @param size edge in points, quiet border included
   */
  PdfTemplate drawnOn(PdfContentByte page, float size) {
    PdfTemplate template = drawing;
    if (template == null) {
      template = page.createTemplate(size, size);
      draw(template, size);
      drawing = template;
    }
    return template;
  }

  /** How much of each edge is the quiet border, in points. */
  float border(float size) {
    return size * QUIET / (modules.getWidth() + 2 * QUIET);
  }

  private void draw(PdfTemplate art, float size) {
    int count = modules.getWidth();
    float module = size / (count + 2 * QUIET);
    art.setColorFill(Color.BLACK);
    for (int row = 0; row < count; row++) {
      float y = size - (QUIET + row + 1) * module;
      for (int column = 0; column < count; column++) {
        int start = column;
        while (column < count && modules.get(column, row) == 1) {
          column++;
        }
        if (column > start) {
          art.rectangle((QUIET + start) * module, y, (column - start) * module, module);
        }
      }
    }
    art.fill();
  }
}
