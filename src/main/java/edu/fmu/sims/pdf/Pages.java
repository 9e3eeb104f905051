package edu.fmu.sims.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Fills pages with blocks from top to bottom. */
final class Pages {

  private final float room;
  private final Supplier<Block> head;
  private final List<List<Block>> pages = new ArrayList<>();
  private float left;

  /**
   * @param room points from the top of a page's text to its foot
   * @param head what stands on top of every page but the first
   */
  Pages(float room, Supplier<Block> head) {
    this.room = room;
    this.head = head;
    pages.add(new ArrayList<>());
    left = room;
  }

  boolean fits(float height) {
    return height <= left;
  }

  void add(Block block) {
    pages.getLast().add(block);
    left -= block.height();
  }

  void turn() {
    pages.add(new ArrayList<>());
    left = room;
    add(head.get());
  }

  List<List<Block>> all() {
    return pages;
  }
}
