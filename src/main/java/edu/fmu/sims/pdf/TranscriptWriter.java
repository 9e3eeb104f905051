package edu.fmu.sims.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfLiteral;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Makes a transcript as a PDF. Safe for use by many threads: the fonts are read when the writer is
 * made, everything else belongs to the call. Equal content gives equal bytes.
 */
public final class TranscriptWriter {

  private static final String TITLE = "Academic Transcript";
  private static final Rectangle PAGE = new Rectangle(Style.PAGE_WIDTH, Style.PAGE_HEIGHT);

  private final Style style;

  /** Reads the fonts; keep the writer and use it for every document. */
  public TranscriptWriter() {
    style = new Style();
  }

  /**
   * The finished document.
   *
   * @throws IllegalArgumentException when the address for verification is too long for a QR code
   */
  public byte[] write(TranscriptContent content) {
    List<List<Block>> pages = layOut(content);
    Footer footer = new Footer(content, style);
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    Document document = new Document(PAGE, 0, 0, 0, 0);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setPdfVersion(PdfWriter.VERSION_1_7);
    writer.setCompressionLevel(Style.COMPRESSION);
    describe(document, writer, content);
    document.open();
    for (int i = 0; i < pages.size(); i++) {
      if (i > 0) {
        document.newPage();
      }
      Pen pen = new Pen(writer.getDirectContent());
      float y = Style.TOP;
      for (Block block : pages.get(i)) {
        block.draw(pen, y);
        y -= block.height();
      }
      footer.draw(pen, i + 1, pages.size());
    }
    document.close();
    return out.toByteArray();
  }

  private List<List<Block>> layOut(TranscriptContent content) {
    Pages pages = new Pages(Style.TOP - Style.FOOT, () -> new RunningHead(content, style));
    pages.add(new Letterhead(content.institution(), TITLE, style));
    pages.add(new HolderBlock(content, style));
    pages.add(Block.space(8));
    Block closing = new Closing(content, style);
    List<TranscriptContent.Term> terms = content.terms();
    if (terms.isEmpty()) {
      pages.add(new Notice("No published results", style));
    }
    // A signature on a page without results could be put under other results.
    for (int i = 0; i < terms.size(); i++) {
      float tail = i == terms.size() - 1 ? closing.height() : 0;
      new TermTable(terms.get(i), style).addTo(pages, tail);
    }
    pages.add(closing);
    return pages.all();
  }

  private static void describe(Document document, PdfWriter writer, TranscriptContent content) {
    document.addTitle(TITLE + " – " + content.holder().name());
    document.addAuthor(content.institution().name());
    document.addSubject("Serial " + content.serial());
    document.addCreator("SIMS");
    writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
    PdfDictionary info = writer.getInfo();
    PdfString date = new PdfString(pdfDate(content.issuedOn()));
    info.put(PdfName.CREATIONDATE, date);
    info.put(PdfName.MODDATE, date);
    String id = identity(content);
    info.put(PdfName.FILEID, new PdfLiteral("[<" + id + "><" + id + ">]"));
  }

  private static String pdfDate(LocalDate date) {
    return "D:" + DateTimeFormatter.BASIC_ISO_DATE.format(date) + "000000Z";
  }

  /** The document's id follows from what it states, so that making it again gives the same file. */
  private static String identity(TranscriptContent content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
