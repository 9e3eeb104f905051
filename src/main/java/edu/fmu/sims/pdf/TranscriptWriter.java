package edu.fmu.sims.pdf;

import java.util.List;

/**
 * Makes a transcript as a PDF. Safe for use by many threads: the fonts are read when the writer is
 * made, everything else belongs to the call. Equal content gives equal bytes.
 */
public final class TranscriptWriter {

  private static final String TITLE = "Academic Transcript";

  private final Style style;
  private final Press press;

  /** Reads the fonts; keep the writer and use it for every document. */
  public TranscriptWriter() {
    this("");
  }

  /**
   * @param notice stands out at the foot of every page; "" for none
   */
  public TranscriptWriter(String notice) {
    style = new Style();
    press = new Press(style, notice);
  }

  /**
   * The finished document.
   *
   * @throws IllegalArgumentException when the address for verification is too long for a QR code
   */
  public byte[] write(TranscriptContent content) {
    return write(content, TITLE);
  }

  /**
   * The finished document under another title: a transcript that is not the final one says so, and
   * is marked across every page.
   *
   * @throws IllegalArgumentException when the address for verification is too long for a QR code
   */
  public byte[] write(TranscriptContent content, String title) {
    Particulars particulars =
        new Particulars(
            content.institution(),
            title,
            content.serial(),
            content.issuedOn(),
            content.verifyUrl(),
            content.holder(),
            !title.equals(TITLE));
    return press.print(particulars, layOut(content, particulars), content);
  }

  private List<List<Block>> layOut(TranscriptContent content, Particulars particulars) {
    Pages pages = press.pages(particulars);
    pages.add(new Letterhead(particulars, style));
    pages.add(new HolderBlock(particulars, style));
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
}
