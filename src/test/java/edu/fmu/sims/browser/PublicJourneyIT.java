package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What anybody does who holds a document and wants to know whether it stands. */
@ExtendWith(BrowserRig.Shared.class)
class PublicJourneyIT {
  private static final String VALID = "Valid: this document was issued and stands.";
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private final BrowserRig rig;

  PublicJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void aPaperIsHeldBeforeTheCameraAndItsFileIsUploaded() throws Exception {
    int document = transcript();
    String serial = rig.get("registrar", "/api/documents/" + document + "/").path("serial");
    byte[] pdf = rig.get("registrar", "/api/documents/" + document + "/file/").asByteArray();
    film(codeOn(pdf), rig.camera());

    Page page = rig.open(ColorScheme.LIGHT, 1440);
    page.navigate(rig.address() + "/check");
    button(page, "Scan the QR code").click();
    assertThat(page.getByText(VALID)).isVisible();
    assertThat(page.getByText(serial)).isVisible();

    page.navigate(rig.address() + "/check");
    page.locator("input[type=file]")
        .setInputFiles(new FilePayload("transcript.pdf", "application/pdf", pdf));
    assertThat(page.getByText(VALID)).isVisible();
    pdf[pdf.length / 2] ^= 1;
    page.locator("input[type=file]")
        .setInputFiles(new FilePayload("transcript.pdf", "application/pdf", pdf));
    assertThat(page.getByText(VALID)).not().isVisible();
    assertThat(page.getByText("Altered: the file is not what was issued.")).isVisible();
  }

  private int transcript() {
    int student =
        rig.make(
            "registrar",
            "/api/students/",
            Map.of("reg_no", "J-CAMERA-1", "name", "Camera Journey", "program", "MBBS"));
    rig.as("registrar")
        .body(Map.of("student_id", student))
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(202);
    return Awaitility.await("the transcript")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rig.get("registrar", "/api/documents/?student=" + student)
                    .<List<Integer>>path("results.id"),
            ids -> !ids.isEmpty())
        .getFirst();
  }

  /** The part of the first page that has the QR code. */
  private static BufferedImage codeOn(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage sheet = new PDFRenderer(document).renderImageWithDPI(0, 200);
      Result code =
          new QRCodeReader()
              .decode(
                  new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(sheet))),
                  Map.of(DecodeHintType.TRY_HARDER, true));
      float[] xs = coordinates(code, true);
      float[] ys = coordinates(code, false);
      int margin = (int) (xs[xs.length - 1] - xs[0]) / 2;
      int left = Math.max(0, (int) xs[0] - margin);
      int top = Math.max(0, (int) ys[0] - margin);
      int right = Math.min(sheet.getWidth(), (int) xs[xs.length - 1] + margin);
      int bottom = Math.min(sheet.getHeight(), (int) ys[ys.length - 1] + margin);
      return sheet.getSubimage(left, top, right - left, bottom - top);
    }
  }

  private static float[] coordinates(Result code, boolean across) {
    float[] all = new float[code.getResultPoints().length];
    for (int i = 0; i < all.length; i++) {
      ResultPoint point = code.getResultPoints()[i];
      all[i] = across ? point.getX() : point.getY();
    }
    Arrays.sort(all);
    return all;
  }

  /** A film in which the picture is held still, in the one format that a browser takes: Y4M. */
  private static void film(BufferedImage picture, Path file) throws IOException {
    BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = frame.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    int side = HEIGHT - 40;
    pen.drawImage(picture, (WIDTH - side) / 2, 20, side, side, null);
    pen.dispose();
    byte[] light = new byte[WIDTH * HEIGHT];
    frame.getRaster().getDataElements(0, 0, WIDTH, HEIGHT, light);
    byte[] colourless = new byte[WIDTH * HEIGHT / 2];
    Arrays.fill(colourless, (byte) 128);
    try (OutputStream film = Files.newOutputStream(file)) {
      film.write(ascii("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F10:1 Ip A1:1 C420jpeg\n"));
      for (int i = 0; i < 2; i++) {
        film.write(ascii("FRAME\n"));
        film.write(light);
        film.write(colourless);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
