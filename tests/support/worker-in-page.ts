/** The worker's import and export served in the page itself, over the test's database and writer. */
import type { Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { Services } from "../../renderer/desk-services/services.ts";
import { createDuplicatesApi } from "../../renderer/worker/duplicates/serve-duplicates.ts";
import { createExportApi } from "../../renderer/worker/export/serve-exports.ts";
import { createOutFilesApi } from "../../renderer/worker/export/serve-out-files.ts";
import { createHistoryApi } from "../../renderer/worker/history/serve-history.ts";
import { createImportApi } from "../../renderer/worker/import/serve-imports.ts";
import { createLibraryViews } from "../../renderer/worker/library-use/library-view.ts";
import { createOutreachApi } from "../../renderer/worker/outreach/serve-outreach.ts";
import { createOutreachResults } from "../../renderer/worker/outreach/serve-outreach-results.ts";
import { createReaderList } from "../../renderer/worker/reader-list.ts";
import { createRefreshApi } from "../../renderer/worker/refresh/serve-refresh.ts";
import { createReportsApi } from "../../renderer/worker/reports/serve-reports.ts";
import { createRulesApi } from "../../renderer/worker/rules/serve-rules.ts";
import { createSegmentsApi } from "../../renderer/worker/segments/serve-segments.ts";
import { createStatisticsApi } from "../../renderer/worker/statistics/serve-statistics.ts";
import { hexDigest, type TestServices } from "./desk-services.ts";

/** The window asks at its end; nothing has changed. */
const NO_BACKUPS = { hasChanged: async () => false };

export function workerInPage({
  db,
  host: ofPage,
  clock,
  random,
  search,
  writer,
  start,
}: TestServices): Pick<Services, "worker"> {
  const host = (async (name: string, args: { texts: string[] }) =>
    name === "library.derive"
      ? ok(await Promise.all(args.texts.map(hexDigest)))
      : err({ tag: "bad-request", issue: name })) as unknown as Host; // the one call that an import makes
  // a test that has lists of the library system answers for them where the page asks too
  const refreshHost = ((name: string, args: never) =>
    (name.startsWith("refresh.") ? ofPage : host)(name as never, args)) as unknown as Host;
  const deps = {
    db,
    host,
    clock,
    random,
    installation: start.installation,
    search: {
      applied: () => undefined,
      forget: async () => undefined,
      keep: () => undefined,
      rebuilt: () => undefined,
    },
    writer: async () => writer,
  };
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  const segments = createSegmentsApi(deps, views);
  const outreach = createOutreachApi(deps, views, segments);
  return {
    worker: {
      imports: createImportApi(deps),
      refresh: createRefreshApi({ ...deps, host: refreshHost }),
      exports: createExportApi(deps),
      outFiles: createOutFilesApi(),
      search,
      readers: createReaderList({ db, clock, search, views, segments, statistics, outreach }),
      duplicates: createDuplicatesApi(deps),
      history: createHistoryApi(deps),
      statistics,
      segments,
      rules: createRulesApi(deps, views, statistics, segments),
      reports: createReportsApi(deps, views, statistics),
      outreach,
      outreachResults: createOutreachResults(deps, views),
      backups: NO_BACKUPS,
    } as unknown as Services["worker"],
  }; // methods answer promises as comlink's do
}
