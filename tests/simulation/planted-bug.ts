/** A mistake that somebody could make in the engine, as a patch: the simulator must find it, or it is too weak. */
export interface PlantedBug {
  readonly name: string;
  /** Rule or check of the design. */
  readonly breaks: string;
  /** Source file, from the root. */
  readonly file: string;
  /** Stands exactly once in it. */
  readonly find: string;
  readonly put: string;
  /**
   * A seed that shows it, in small worlds; null while none is known, and only the long search of the proof looks for
   * it.
   */
  readonly seed: number | null;
}
