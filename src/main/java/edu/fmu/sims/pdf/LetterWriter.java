package edu.fmu.sims.pdf;

import java.util.List;

/**
 * Makes a letter as a PDF. Safe for use by many threads: the fonts are read when the writer is
 * made, everything else belongs to the call. Equal content gives equal bytes.
 */
public final class LetterWriter {

  private final Style style;
  private final Press press;

  /** Reads the fonts; keep the writer and use it for every document. */
  public LetterWriter() {
    this("");
  }

  /**
   * @param notice stands out at the foot of every page; "" for none
   */
  public LetterWriter(String notice) {
    style = new Style();
    press = new Press(style, notice);
  }

  /**
   * The finished document.
   *
   * @throws IllegalArgumentException when the address for verification is too long for a QR code
   */
  public byte[] write(LetterContent content) {
    Particulars particulars =
        new Particulars(
            content.institution(),
            content.title(),
            content.serial(),
            content.issuedOn(),
            content.verifyUrl(),
            content.holder(),
            false);
    return press.print(particulars, layOut(content, particulars), content);
  }

  private List<List<Block>> layOut(LetterContent content, Particulars particulars) {
    Pages pages = press.pages(particulars);
    pages.add(new Letterhead(particulars, style));
    pages.add(new HolderBlock(particulars, style));
    pages.add(Block.space(16));
    Block signature = new SignatureLine(particulars.institution(), "— End of document —", style);
    List<String> paragraphs = content.paragraphs();
    for (int i = 0; i < paragraphs.size(); i++) {
      float tail = i == paragraphs.size() - 1 ? signature.height() : 0;
      new Paragraph(paragraphs.get(i), style).addTo(pages, tail);
    }
    pages.add(signature);
    return pages.all();
  }
}
