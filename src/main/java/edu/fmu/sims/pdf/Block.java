package edu.fmu.sims.pdf;

/** A piece of the document that stays whole on a page. */
interface Block {

  /** Points. */
  float height();

  /**
   * @param top the y at which the block begins; it takes what lies below
   */
  void draw(Pen pen, float top);

  static Block space(float height) {
    return new Block() {
      @Override
      public float height() {
        return height;
      }

      @Override
      public void draw(Pen pen, float top) {
        // nothing stands in a gap
      }
    };
  }
}
