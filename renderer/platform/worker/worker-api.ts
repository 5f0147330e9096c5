/**
 * What the page asks of its worker: search over all readers, import, sync. The worker serves these
 * interfaces through comlink; every method answers a promise there.
 */

import type { Defect } from "#shared/host/defect.ts";
import type { BackupApi } from "./backup-api.ts";
import type { DuplicatesApi } from "./duplicates-api.ts";
import type { ExportApi } from "./export-api.ts";
import type { HistoryApi } from "./history-api.ts";
import type { ImportApi } from "./import-api.ts";
import type { MailApi } from "./mail-api.ts";
import type { OutFilesApi } from "./out-files-api.ts";
import type { OutreachApi } from "./outreach-api.ts";
import type { OutreachResultApi } from "./outreach-result-api.ts";
import type { NameOrder, ReaderListApi } from "./reader-list-api.ts";
import type { RefreshApi } from "./refresh-api.ts";
import type { ReportsApi } from "./reports-api.ts";
import type { RulesApi } from "./rules-api.ts";
import type { SegmentsApi } from "./segments-api.ts";
import type { StatisticsApi } from "./statistics-api.ts";
import type { SyncApi } from "./sync-api.ts";

export interface SearchHit {
  readonly id: string;
  /** Why it was found, best first in the list. */
  readonly rank: "card" | "other-id" | "name" | "initials" | "pinyin" | "contains" | "phone";
}
export interface SearchAnswer {
  /** At most `limit`, best first. */
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** The one reader whose card or other id is exactly the query. */
  readonly exact: string | null;
}
export interface SearchQuery {
  readonly text: string;
  readonly limit: number;
  /** Reader ids seen at this desk today, latest first. */
  readonly seenToday: readonly string[];
  /** Of those that fit alike; as they are read where it is not said. */
  readonly order?: NameOrder;
}
export interface SearchApi {
  /** Reads all readers; resolves when queries are answered from the index. */
  load(): Promise<{ readers: number }>;
  query(query: SearchQuery): Promise<SearchAnswer>;
  /** Pinyin with tone marks as shown on the card; the reading set by hand comes from the row. */
  reading(name: string): Promise<string>;
  /** Of a text's characters, and of all that mean the same in the other script: the simplified one, where it differs. */
  sameCharacters(text: string): Promise<Readonly<Record<string, string>>>;
  /** How each of a few labels is typed: a syllable of pinyin for every character, other characters as they are. */
  syllables(labels: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** The same of a few names, in which a surname is read as one; empty where nothing is read in pinyin. */
  nameSyllables(names: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Ids of all readers in order, as they are read where it is not said; for the long list. */
  sorted(order?: NameOrder): Promise<readonly string[]>;
  /** Ids of readers with one card, a group each; one may have it by a record that was merged into hers. */
  sameCards(): Promise<readonly (readonly string[])[]>;
  /** Tells of rows that changed, so that the index follows without a reload. */
  changed(ids: readonly string[]): Promise<void>;
}

/** After a reader was erased. */
interface ErasingApi {
  /**
   * Follows an erasing into everything on this desk that is no row: journal, change log, kept search index, drafts,
   * backups. Does nothing where nothing is left to do. @returns false where the machine could not do its part yet; it
   * is tried again
   */
  purge(): Promise<boolean>;
}

/** Everything that the worker serves, by area. */
export interface WorkerApi {
  readonly search: SearchApi;
  readonly readers: ReaderListApi;
  readonly duplicates: DuplicatesApi;
  readonly imports: ImportApi;
  readonly refresh: RefreshApi;
  readonly exports: ExportApi;
  readonly outFiles: OutFilesApi;
  readonly mail: MailApi;
  readonly sync: SyncApi;
  readonly backups: BackupApi;
  readonly erasing: ErasingApi;
  readonly history: HistoryApi;
  readonly statistics: StatisticsApi;
  readonly segments: SegmentsApi;
  readonly rules: RulesApi;
  readonly reports: ReportsApi;
  readonly outreachResults: OutreachResultApi;
  readonly outreach: OutreachApi;
}

/** What the worker tells its page outside of `WorkerApi`. */
export type WorkerNews =
  /** `WorkerApi` is served from now on. */
  | { readonly tag: "started" }
  /** Nobody in the worker has caught it; before `started`, its services will never answer. */
  | { readonly tag: "defect"; readonly defect: Defect };

/** The page's first and only plain message to its worker. */
export interface WorkerStart {
  readonly installation: string;
  /** Of the database that it may write. */
  readonly databaseId: string;
  /** Holds the lease; its worker writes in its name. */
  readonly page: string;
  /** Serves `WorkerApi`. */
  readonly api: MessagePort;
  /**
   * Leads to Electron's main process; in a browser window the launch key, with which the worker opens a connection of
   * its own.
   */
  readonly host: MessagePort | string | null;
}
