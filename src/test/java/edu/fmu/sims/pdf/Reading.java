package edu.fmu.sims.pdf;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads documents back with other libraries than the one that wrote them. */
final class Reading {

  private Reading() {}

  static String text(byte[] file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file)) {
      return new PDFTextStripper().getText(document);
    }
  }

  /**
   * @param page the first is 1
   */
  static String text(PDDocument document, int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document);
  }

  /** What the QR code on a page says. */
  static String code(PDDocument document, int page) throws Exception {
    BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page - 1, 150);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))),
            Map.of(DecodeHintType.TRY_HARDER, true))
        .getText();
  }

  /** Dark dots in a part of a picture. */
  static int ink(BufferedImage image, int left, int top, int right, int bottom) {
    int dots = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if ((image.getRGB(x, y) & 0xFF) < 128) {
          dots++;
        }
      }
    }
    return dots;
  }
}
