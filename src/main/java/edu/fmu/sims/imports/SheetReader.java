package edu.fmu.sims.imports;

import edu.fmu.sims.web.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads a file by what it is, whatever it is called. */
final class SheetReader {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] PDF = {'%', 'P', 'D', 'F'};
  private static final byte[] OLD_OFFICE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] UTF_16_LE = {(byte) 0xFF, (byte) 0xFE};
  private static final byte[] UTF_16_BE = {(byte) 0xFE, (byte) 0xFF};

  private SheetReader() {}

  /**
   * The cells of the file.
   *
   * @throws Problem 400 on {@code file}, saying what is wrong and what to do about it
   */
  static Sheet read(byte[] file) {
    if (startsWith(file, ZIP)) {
      return XlsxSheet.read(file);
    }
    if (startsWith(file, PDF)) {
      throw refuse("This is a PDF. Send a CSV or XLSX file.");
    }
    if (startsWith(file, OLD_OFFICE)) {
      throw refuse("This is a workbook of the old kind (.xls). Save it as .xlsx or as CSV UTF-8.");
    }
    return CsvSheet.read(text(file));
  }

  static Problem refuse(String message) {
    return Problem.field("file", message);
  }

  private static String text(byte[] file) {
    if (startsWith(file, UTF_8_MARK)) {
      return decoded(file, UTF_8_MARK.length, StandardCharsets.UTF_8);
    }
    if (startsWith(file, UTF_16_LE)) {
      return decoded(file, UTF_16_LE.length, StandardCharsets.UTF_16LE);
    }
    if (startsWith(file, UTF_16_BE)) {
      return decoded(file, UTF_16_BE.length, StandardCharsets.UTF_16BE);
    }
    return decoded(file, 0, StandardCharsets.UTF_8);
  }

  /** Bytes that are none of the encoding are refused: a guess would spoil names unseen. */
  private static String decoded(byte[] file, int from, Charset charset) {
    ByteBuffer bytes = ByteBuffer.wrap(file, from, file.length - from);
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString();
      if (text.chars().anyMatch(SheetReader::isNoText)) {
        throw refuse("This is neither CSV nor XLSX: it holds control characters.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw refuse(
          "The text is not UTF-8 (line "
              + line(file, bytes.position())
              + "), maybe Windows-1252. Save the sheet as 'CSV UTF-8', or send it as XLSX.");
    }
  }

  private static boolean isNoText(int c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
  }

  private static int line(byte[] file, int position) {
    int line = 1;
    for (int i = 0; i < position && i < file.length; i++) {
      if (file[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static boolean startsWith(byte[] file, byte[] mark) {
    return file.length >= mark.length
        && ByteBuffer.wrap(file, 0, mark.length).equals(ByteBuffer.wrap(mark));
  }
}
