/**
 * The worker's entry: waits for its start message, opens its own connection to the database, and serves
 * `WorkerApi`. Questions that come before it is open wait in the port.
 */
import { expose } from "comlink";
import { toDefect } from "#shared/host/defect.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { type DeskDb, openDatabase } from "../db/database.ts";
import { forgetInDuplicates } from "../db/duplicates-found.ts";
import { keepTo } from "../db/same-database.ts";
import { hostOfPage } from "../platform/host-of-page.ts";
import { hearUncaught } from "../platform/last-resort.ts";
import { createPortHost } from "../platform/port-host.ts";
import { createSocketHost } from "../platform/socket-host.ts";
import type { SearchApi, WorkerApi, WorkerNews, WorkerStart } from "../platform/worker/worker-api.ts";
import { createBackupApi } from "./backup/serve-backups.ts";
import { createDuplicatesApi } from "./duplicates/serve-duplicates.ts";
import { purge } from "./erasing/purge.ts";
import { createExportApi } from "./export/serve-exports.ts";
import { createOutFilesApi } from "./export/serve-out-files.ts";
import { createHistoryApi } from "./history/serve-history.ts";
import { createImportApi } from "./import/serve-imports.ts";
import type { UseFollower } from "./library-use/library-use.ts";
import { createLibraryViews, type LibraryViews } from "./library-use/library-view.ts";
import { createMailApi } from "./mail/serve-mail.ts";
import { createOutreachApi } from "./outreach/serve-outreach.ts";
import { createOutreachResults } from "./outreach/serve-outreach-results.ts";
import { createReaderList } from "./reader-list.ts";
import { createRefreshApi } from "./refresh/serve-refresh.ts";
import { createKeptMonths, type KeptMonths } from "./reports/kept-months.ts";
import { createReportsApi } from "./reports/serve-reports.ts";
import { forgetInRounds } from "./rules/rounds-log.ts";
import { createRulesApi } from "./rules/serve-rules.ts";
import { createSearchApi } from "./search/search-api.ts";
import { forgetInRuns } from "./segments/runs.ts";
import { createSegmentsApi } from "./segments/serve-segments.ts";
import { createSyncApi } from "./serve-sync.ts";
import { createStatisticsApi } from "./statistics/serve-statistics.ts";
import type { WorkerDeps } from "./worker-deps.ts";
import { createWriterFor } from "./worker-writer.ts";

/** A further service is a further line here. */
const createServices = (
  deps: WorkerDeps,
  search: SearchApi,
  views: LibraryViews,
  months: KeptMonths,
  sealing = oneAtATime(),
  statistics = createStatisticsApi(deps, views),
  segments = createSegmentsApi(deps, views),
  outreach = createOutreachApi(deps, views, segments),
): WorkerApi => ({
  search,
  readers: createReaderList({ ...deps, search, views, segments, statistics, outreach }),
  duplicates: createDuplicatesApi(deps),
  imports: createImportApi(deps),
  refresh: createRefreshApi(deps),
  exports: createExportApi(deps),
  outFiles: createOutFilesApi(),
  mail: createMailApi(deps),
  sync: createSyncApi(deps, sealing),
  backups: createBackupApi(deps, sealing),
  erasing: { purge: () => sealing(() => purge(deps)) },
  history: createHistoryApi(deps),
  statistics,
  segments,
  rules: createRulesApi(deps, views, statistics, segments),
  reports: createReportsApi(deps, views, statistics, months),
  outreachResults: createOutreachResults(deps, views),
  outreach,
});

let started = false;
const tell = (news: WorkerNews): void => postMessage(news);
hearUncaught(self, (error) => tell({ tag: "defect", defect: toDefect(error, "worker", started ? "act" : "start") }));

addEventListener(
  "message",
  ({ data }: MessageEvent<WorkerStart>) => {
    start(data).then(() => {
      started = true;
      tell({ tag: "started" });
    }, reportError);
  },
  { once: true },
);

async function start({ installation, databaseId, page, api, host }: WorkerStart): Promise<void> {
  const opened = await openDatabase(installation);
  if (!opened.ok) throw new Error(`the worker cannot open the database: ${opened.error.tag}`);
  keepTo(opened.value, databaseId, () => false);
  const search = createSearchApi(opened.value);
  const clock = { now: () => Date.now() };
  const months = createKeptMonths(opened.value);
  const views = createLibraryViews({ db: opened.value, clock }, undefined, months.offer);
  const base = {
    db: opened.value,
    host: hostOfPage(
      host instanceof MessagePort ? createPortHost(host) : createSocketHost(async () => host, location),
      page,
    ),
    clock,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    installation,
    search: tellAll(search, [views, months], opened.value),
  } satisfies Omit<WorkerDeps, "writer">;
  const deps: WorkerDeps = { ...base, writer: createWriterFor({ ...base, search }) };
  expose(createServices(deps, search, views, months), api);
}

/** Statistics and reports follow what comes from elsewhere as the search does; own commands they find in the change log. */
const tellAll = (
  search: WorkerDeps["search"],
  followers: readonly UseFollower[],
  db: DeskDb,
): WorkerDeps["search"] => ({
  applied(stream, entries) {
    search.applied(stream, entries);
    for (const each of followers) each.applied(stream, entries);
  },
  async forget(ids) {
    await search.forget(ids);
    for (const each of followers) await each.forget(ids);
    await forgetInRounds(db, ids);
    await forgetInRuns(db, ids);
    await forgetInDuplicates(db, ids);
  },
  rebuilt() {
    search.rebuilt();
    for (const each of followers) each.rebuilt();
  },
  keep: () => search.keep(),
});
