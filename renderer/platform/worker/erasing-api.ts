/** What the page asks of its worker after a reader was erased. */
export interface ErasingApi {
  /**
   * Follows an erasing into everything on this desk that is no row: journal, change log, kept search index, drafts,
   * backups. Does nothing where nothing is left to do. @returns false where the machine could not do its part yet; it
   * is tried again
   */
  purge(): Promise<boolean>;
}
