/**
 * Files of which `npm test` runs one half, drawn at each run, and a proof all: they ask one thing after the other of what
 * changes seldom, or many times over. Nothing of erasing, journal or consent is here.
 */

const DESK = "tests/component/desk";
const FEATURES = "tests/component/features";
const SERVICES = "tests/unit/electron/services";
const REPLICATION = "tests/unit/shared/replication";
const WORKER = "tests/unit/renderer/worker";

/** In order of their length: two neighbours are in different halves. */
export const HALVED = {
  unit: [
    `${WORKER}/backup/backup.test.ts`,
    "tests/unit/electron/trial-host.test.ts",
    `${WORKER}/statistics/expected-use.test.ts`,
    `${SERVICES}/library/lost-pc.test.ts`,
    `${SERVICES}/share-check/share-check.test.ts`,
    `${WORKER}/import/import-table.test.ts`,
    `${WORKER}/import/serve-imports.test.ts`,
    `${SERVICES}/library/slots-on-share.test.ts`,
    "tests/unit/shared/demo/demo-library.test.ts",
    `${WORKER}/reports/kept-months.test.ts`,
    `${WORKER}/segments/serve-segments.test.ts`,
    `${REPLICATION}/checkpoints/floors.test.ts`,
    `${WORKER}/refresh/serve-refresh.test.ts`,
    `${REPLICATION}/swept-line.test.ts`,
    `${SERVICES}/share-check/swept-share.test.ts`,
    `${REPLICATION}/store-size.test.ts`,
    "tests/unit/renderer/db/fill-demo.test.ts",
    `${WORKER}/import/import-use.test.ts`,
    `${WORKER}/import/open-file.test.ts`,
    `${WORKER}/refresh/recipes.test.ts`,
  ],
  component: [
    `${FEATURES}/reports/reports.test.tsx`,
    "tests/component/sync/alarms.test.tsx",
    `${FEATURES}/readers/choose-readers.test.tsx`,
    `${FEATURES}/settings/settings-screen.test.tsx`,
    `${FEATURES}/segments/segments.test.tsx`,
    `${FEATURES}/statistics/statistics-screen.test.tsx`,
    `${DESK}/attend.test.tsx`,
    `${FEATURES}/day-log/day-log.test.tsx`,
    `${DESK}/card-lines.test.tsx`,
    `${FEATURES}/history/history-dialog.test.tsx`,
    `${FEATURES}/backups/backups.test.tsx`,
    `${FEATURES}/reports/after-closing.test.tsx`,
    `${FEATURES}/readers/readers-screen.test.tsx`,
    "tests/component/app/commands/palette.test.tsx",
    `${FEATURES}/staff/handover.test.tsx`,
    `${FEATURES}/import/import-keys.test.tsx`,
    `${FEATURES}/statistics/few-persons.test.tsx`,
    `${FEATURES}/settings/calendar-section.test.tsx`,
    `${DESK}/new-reader-phone.test.tsx`,
    `${FEATURES}/readers/list-filter.test.tsx`,
    `${FEATURES}/readers/duplicates.test.tsx`,
    `${FEATURES}/export/export-screen.test.tsx`,
    `${FEATURES}/readers/record-fields.test.tsx`,
    `${FEATURES}/settings/holiday-file.test.tsx`,
    "tests/component/app/kept-focus.test.tsx",
    `${FEATURES}/import/refresh-screen.test.tsx`,
    `${FEATURES}/settings/rules/rules-section.test.tsx`,
    `${FEATURES}/import/refresh-columns.test.tsx`,
    `${FEATURES}/readers/list-columns.test.tsx`,
    `${FEATURES}/import/import-use.test.tsx`,
    `${FEATURES}/statistics/keep-page.test.tsx`,
  ],
} satisfies Readonly<Record<string, readonly string[]>>;
