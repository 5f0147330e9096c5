import { REGRESSIONS } from "../tests/simulation/regressions.ts";
import { HALVED } from "./halved-files.ts";

/** What `npm run prove` runs beside the simulation: the tests behind each promise, at their full size. */
export interface ProofSuite {
  readonly claim: string;
  readonly run: string;
  /** Which of `build/vitest.<config>.ts`. */
  readonly config: "unit" | "component" | "stores" | "e2e" | "simulation";
  readonly files: readonly string[];
  /** Of their tests only those under this name. */
  readonly named?: string;
  /** Instead of tests: a script that ends well or not. */
  readonly script?: string;
}

const SERVICES = "tests/unit/electron/services";
const REPLICATION = "tests/unit/shared/replication";
const WORKER = "tests/unit/renderer/worker";

const E2E = "tests/e2e";
const DESK = "tests/component/desk";
const FEATURES = "tests/component/features";
const SYNC = "tests/component/sync";
/** How the causes of troubles hang together in the sync centre; what it says of each stays in `npm test`. */
const TROUBLE_ON_SCREEN: readonly string[] = [
  `${SYNC}/alarms-over.test.tsx`,
  `${SYNC}/centre-agrees.test.tsx`,
  `${SYNC}/code-sheet-present.test.tsx`,
  `${SYNC}/one-cause.test.tsx`,
  `${SYNC}/taking-out.test.tsx`,
];
/** Every figure and every field one after the other; one of each kind stays in `npm test`, and so does the scan box itself. */
const EACH_IN_TURN: readonly string[] = [
  `${FEATURES}/day-log/doors.test.tsx`,
  `${FEATURES}/reports/bad-input.test.tsx`,
  `${FEATURES}/reports/figure-rows.test.tsx`,
  `${FEATURES}/reports/sheet-doors.test.tsx`,
  `${FEATURES}/statistics/bad-input.test.tsx`,
  `${FEATURES}/statistics/figure-readers.test.tsx`,
  `${FEATURES}/statistics/readers-page.test.tsx`,
  `${DESK}/held-scan.test.tsx`,
  `${DESK}/scan-into-fields.test.tsx`,
  `${DESK}/scan-over-lists.test.tsx`,
];
/** Long waits and long tables. */
const KEPT_ON_SCREEN: readonly string[] = [
  "tests/component/app/reads-by-range.test.tsx",
  `${DESK}/day-records.test.tsx`,
  `${DESK}/midnight.test.tsx`,
];
/** What is asked seldom; who may do what is seen in a browser by `npm test` too. */
const SELDOM_ASKED: readonly string[] = [
  `${FEATURES}/guide/guide-screen.test.tsx`,
  `${FEATURES}/clock/clock.test.tsx`,
  `${FEATURES}/staff/roles.test.tsx`,
  `${SYNC}/erased-section.test.tsx`,
  `${SYNC}/own-branch.test.tsx`,
  `${SYNC}/same-code.test.tsx`,
];
/** On paper and in practice. */
const PRINTED_AND_PRACTISED: readonly string[] = [
  "tests/component/app/list-on-paper.test.tsx",
  `${FEATURES}/practice/practice-bar.test.tsx`,
  `${SYNC}/sheets.test.tsx`,
];
/**
 * Whole files that only a proof runs: most walk one trouble, or a whole folder of data, from its beginning to its end
 * in several browsers, for half a minute and more. What they show by hand of erasing, journal and consent stays in
 * `npm test`, and so do the unit tests of the same troubles and what the sync centre says of each.
 */
export const ONLY_PROVED: readonly string[] = [
  // four computers through every change of a code; one backup is opened by the present code in the unit tests too
  `${WORKER}/backup/backup-codes.test.ts`,
  // over memory and an imitation of IndexedDB the same contract stays in npm test
  "tests/component/db/exchange/replica.test.ts",
  // several computers at a time, or processes that are killed
  `${SERVICES}/erasing-kill.test.ts`,
  `${SERVICES}/library/away-through-all.test.ts`,
  ...EACH_IN_TURN,
  ...KEPT_ON_SCREEN,
  ...PRINTED_AND_PRACTISED,
  ...SELDOM_ASKED,
  ...TROUBLE_ON_SCREEN,
  `${E2E}/another-account.test.ts`,
  `${E2E}/away.test.ts`,
  `${E2E}/backups.test.ts`,
  `${E2E}/bad-objects.test.ts`,
  `${E2E}/counted-keys.test.ts`,
  `${E2E}/counter-names.test.ts`,
  `${E2E}/demo-two.test.ts`,
  `${E2E}/driver.test.ts`,
  `${E2E}/emptied-share.test.ts`,
  `${E2E}/folder-lost.test.ts`,
  `${E2E}/hidden-refresh.test.ts`,
  `${E2E}/import-again.test.ts`,
  `${E2E}/in-hand.test.ts`,
  `${E2E}/joining.test.ts`,
  `${E2E}/keys-away.test.ts`,
  `${E2E}/large-export.test.ts`,
  `${E2E}/lost-computer.test.ts`,
  `${E2E}/old-code.test.ts`,
  `${E2E}/refresh.test.ts`,
  `${E2E}/renewal-kills.test.ts`,
  `${E2E}/sync.test.ts`,
  `${E2E}/trial-library.test.ts`,
  `${E2E}/trouble-screens.test.ts`,
];

export const PROOF_SUITES: readonly ProofSuite[] = [
  // the longest first: the other lane does the rest meanwhile
  {
    claim:
      "Electron rules and fuses, each with a failing fixture; hostile arguments reach nothing outside the data folder",
    run: "source, bundle and stand-in; 10,000 arguments for each call, 10,000 calls of forged senders",
    config: "unit",
    files: ["tests/electron"],
  },
  {
    claim: "kill −9 restarts of real processes on a real disk: nothing confirmed is missing",
    run: "200 kills of three desks on one folder, 60 of two that erase, 20 of the journal",
    config: "unit",
    files: [`${SERVICES}/desks-kill.test.ts`, `${SERVICES}/erasing-kill.test.ts`, `${SERVICES}/journal-kill.test.ts`],
  },
  {
    claim:
      "a day at the desk by script, with database, data folder, host (ended, or silent) and clock taken away: all that was called logged is there",
    run: "2,000 scans and logs, 200 notes, 50 opinions, 49 times something taken away",
    config: "e2e",
    files: ["tests/e2e/desk-day.test.ts"],
  },
  {
    claim:
      "kill −9 of host and browser in the middle of commands: what was confirmed is in the journal and on the screen",
    run: "20 times the host, 5 times the browser",
    config: "e2e",
    files: ["tests/e2e/data-path.test.ts"],
  },
  {
    claim: "whoever was erased is in no file of the browser's profile and the data folder, and nobody else is missing",
    run: "100,000 readers and three starts; kill −9 in every step of a renewal of 20,000, and 12 times by chance",
    config: "e2e",
    files: ["tests/e2e/erased-files.test.ts", "tests/e2e/renewal-kills.test.ts"],
  },
  {
    claim: "every screen, and what is said in trouble, is whole, readable and translated in every language",
    run: "three languages, light, dark and zoomed, for axe, layout and words; one of them by the keyboard alone",
    config: "e2e",
    files: [
      "tests/e2e/refresh.test.ts",
      "tests/e2e/screens.test.ts",
      "tests/e2e/first-run.test.ts",
      "tests/e2e/trouble-screens.test.ts",
      "tests/e2e/two-desks.test.ts",
      "tests/e2e/old-code.test.ts",
      "tests/e2e/lost-computer.test.ts",
      "tests/e2e/keys-away.test.ts",
      "tests/e2e/trial-library.test.ts",
    ],
  },
  {
    claim:
      "every number of the desk, lists, statistics and reports opens as many rows as it says, and a counter names nobody in full; a library from founding to its next colleague",
    run: "eighteen screens, by click and by Enter; three languages",
    config: "e2e",
    files: ["tests/e2e/numbers.test.ts", "tests/e2e/counter-names.test.ts", "tests/e2e/library-day.test.ts"],
  },
  {
    claim:
      "a database that is taken away, what may lie on a share, and real files, each in every way in the built program; its browser refuses what a person's does",
    run: "three ways, six things and two files of thousands; two desks as npm run demo:two sets them up; keys of a whole library",
    config: "e2e",
    files: [
      "tests/e2e/driver.test.ts",
      "tests/e2e/database-gone.test.ts",
      "tests/e2e/bad-objects.test.ts",
      "tests/e2e/import.test.ts",
      "tests/e2e/import-again.test.ts",
      "tests/e2e/demo-two.test.ts",
      "tests/e2e/counted-keys.test.ts",
      "tests/e2e/in-hand.test.ts",
    ],
  },
  {
    claim:
      "what goes wrong with a share, a folder, a code, a computer or a refresh is said, and put right by its button",
    run: "three desks as processes with a browser each; a refresh in a hidden window, killed in the middle; every part of a computer lost",
    config: "e2e",
    files: [
      "tests/e2e/another-account.test.ts",
      "tests/e2e/away.test.ts",
      "tests/e2e/backups.test.ts",
      "tests/e2e/emptied-share.test.ts",
      "tests/e2e/folder-lost.test.ts",
      "tests/e2e/hidden-refresh.test.ts",
      "tests/e2e/joining.test.ts",
      "tests/e2e/sync.test.ts",
    ],
  },
  {
    claim: "malformed files: none accepted, no crash; single-bit flips of 10 files: none opens",
    run: "20,000 files and 20,000 bodies; every bit",
    config: "unit",
    files: [`${SERVICES}/sealing/hostile-files.property.test.ts`],
  },
  {
    claim: "named regressions: seeds that once broke a check stay clean",
    run: `${REGRESSIONS.length} seeds, apart from those that are drawn`,
    config: "simulation",
    files: ["tests/simulation/simulation.test.ts"],
    named: "a seed that once failed",
  },
  {
    claim: "planted bugs: each is found by the seed that found it first, and without any nothing is found",
    run: "a bug each, and all their seeds without one",
    config: "simulation",
    files: ["tests/simulation/planted.test.ts"],
  },
  {
    claim: "hostile store behaviours, silent 0",
    run: "every behaviour of safety.md × 3 seeds",
    config: "unit",
    files: [`${REPLICATION}/hostile-store.test.ts`],
  },
  {
    claim: "storage fault points: an error or an end at every call of a sync",
    run: "each call, before and after, once and lasting",
    config: "unit",
    files: [
      `${REPLICATION}/sync-faults.test.ts`,
      `${REPLICATION}/leaving-faults.test.ts`,
      `${REPLICATION}/checkpoint-faults.test.ts`,
      `${REPLICATION}/removal-faults.test.ts`,
      `${REPLICATION}/backup/backup-faults.test.ts`,
      `${SERVICES}/journal.test.ts`,
      `${SERVICES}/small-files.test.ts`,
      `${SERVICES}/rebuilding/folder-rebuilding.test.ts`,
    ],
  },
  {
    claim: "desks with random histories end in one state: exchanges, clones, checkpoints, rebuildings",
    run: "150 histories each, 600 of real databases",
    config: "unit",
    files: [
      `${REPLICATION}/exchange/exchange.property.test.ts`,
      `${REPLICATION}/forks.property.test.ts`,
      `${REPLICATION}/checkpoints/checkpoint.property.test.ts`,
      `${REPLICATION}/lines/removals.test.ts`,
      `${REPLICATION}/swept-line.test.ts`,
      "tests/unit/renderer/db/random-desks.property.test.ts",
      "tests/unit/renderer/db/undone-decision.test.ts",
      "tests/unit/renderer/db/crossing-merges.test.ts",
      "tests/unit/renderer/db/one-act-twice.test.ts",
      "tests/unit/renderer/db/recreated.property.test.ts",
    ],
  },
  {
    claim:
      "a store's size over a year of eight desks; history goes, and whoever is away, lost, new or out costs nobody a record",
    run: "8 desks, 365 days; months of work for each of them",
    config: "unit",
    files: [
      `${REPLICATION}/store-size.test.ts`,
      `${REPLICATION}/checkpoints/floors.test.ts`,
      `${REPLICATION}/checkpoints/out-floors.test.ts`,
      `${SERVICES}/library/away-through-all.test.ts`,
    ],
  },
  {
    claim:
      "malformed CSV, XLSX and text: no crash, no hang; our own export comes back as it was; lists of four systems are known again",
    run: "5,000 files; 2,000 exports, 200 lists after one another; every system",
    config: "unit",
    files: [`${WORKER}/import`, `${WORKER}/refresh`, "tests/unit/shared/import-export"],
  },
  {
    claim: "readers whose file is larger than a call may carry leave the browser window whole",
    run: "150,000 readers, as CSV and as a workbook",
    config: "e2e",
    files: ["tests/e2e/large-export.test.ts"],
  },
  {
    claim: "what is kept and followed says what looking at all rows anew says: figures, groups, use, search",
    run: "60 to 300 histories each; the laws of the search 200 to 1,000 times",
    config: "unit",
    files: [
      `${WORKER}/statistics/sums/kept-figures.test.ts`,
      `${WORKER}/statistics/brought-along.test.ts`,
      `${WORKER}/library-use/fell-alike.test.ts`,
      `${WORKER}/library-use/library-use.test.ts`,
      `${WORKER}/statistics/one-population.test.ts`,
      `${WORKER}/reports/safe-figures.test.ts`,
      `${WORKER}/reports/kept-months.test.ts`,
      `${WORKER}/statistics/safe-used.test.ts`,
      `${WORKER}/statistics/told-figures.test.ts`,
      "tests/unit/shared/rules/reason-gone.test.ts",
      `${WORKER}/search/kept-index.property.test.ts`,
      `${WORKER}/search/search-laws.test.ts`,
    ],
  },
  {
    claim:
      "every figure on a screen leads to its readers or rows in every language; a scan stays whole, and out of lists and of what is being written",
    run: "each figure in three languages, six libraries of little or nonsense, ten cards in every way, an input method on and off",
    config: "component",
    files: [...EACH_IN_TURN, "tests/component/app/served-reader.test.tsx", "tests/component/desk/scanning.test.tsx"],
  },
  {
    claim:
      "screens, sheets, paper and the import speak every language; names keep their script; each file of the tables takes no more keys than it says",
    run: "three languages, every list of readers and of use, six real files",
    config: "component",
    files: [
      ...PRINTED_AND_PRACTISED,
      "tests/component/app/export-places.test.tsx",
      "tests/component/features/backups/backups.test.tsx",
      "tests/component/features/backups/restore-removes.test.tsx",
      "tests/component/desk-services/person-name.test.tsx",
      "tests/component/features/first-run/welcome-step.test.tsx",
      "tests/component/features/guide/guide-screen.test.tsx",
      "tests/component/features/import/import-keys.test.tsx",
      "tests/component/features/import/import-screen.test.tsx",
      "tests/component/features/reports/report-on-paper.test.tsx",
      "tests/component/features/statistics/keep-page.test.tsx",
      "tests/component/features/statistics/on-paper.test.tsx",
      "tests/component/features/statistics/readers-page.test.tsx",
      "tests/component/features/statistics/statistics-screen.test.tsx",
      "tests/component/sync/sheet-names.test.tsx",
      "tests/component/sync/sync-screen.test.tsx",
    ],
  },
  {
    claim: "a long table is read by its parts, and what a screen has counted follows every change, and midnight",
    run: "a table of many thousands; each way in which a record changes",
    config: "component",
    files: KEPT_ON_SCREEN,
  },
  {
    claim:
      "roles, clocks, equal codes, a desk without a branch, who was erased: each is asked, said and refused as it should",
    run: "each role and each clock",
    config: "component",
    files: SELDOM_ASKED,
  },
  {
    claim: "the sync centre names every trouble, its cause and the button that puts it right, and says when it is over",
    run: "each trouble by itself, on a centre of its own",
    config: "component",
    files: TROUBLE_ON_SCREEN,
  },
  {
    claim: "a round without an effect seldom says there is one, and one with it shows it as often as foretold",
    run: "2,000 rounds of each of two sizes without, of three with one, and 2,000 times four rounds together",
    config: "unit",
    files: ["tests/unit/shared/outreach/simulated-rounds.test.ts"],
  },
  {
    claim: "an outreach adds up and contacts nobody who does not want it, whatever two desks do meanwhile",
    run: "random groups, withdrawals, merges and erasings; journeys on every day of a year",
    config: "unit",
    files: [
      `${WORKER}/outreach/serve-outreach.test.ts`,
      `${WORKER}/export/may-be-told.property.test.ts`,
      "tests/unit/shared/outreach/journey.test.ts",
    ],
  },
  {
    claim: "what npm test runs one half of holds as a whole: behind the screens",
    run: "all files of both halves",
    config: "unit",
    files: HALVED.unit,
  },
  {
    claim: "what npm test runs one half of holds as a whole: the screens",
    run: "all files of both halves",
    config: "component",
    files: HALVED.component,
  },
  {
    claim: "the trial library is sound whatever its seed and the moment",
    run: "six seeds, six moments",
    config: "unit",
    files: ["tests/unit/shared/demo/demo-library.test.ts"],
  },
  {
    claim: "the present code alone opens a backup, whoever made it, in either place, and the codes before open none",
    run: "four computers with two places each, every code there was",
    config: "unit",
    files: [`${WORKER}/backup/backup-codes.test.ts`],
  },
  {
    claim: "a page that lies about erasings and streams is refused by its host",
    run: "10,000 calls",
    config: "unit",
    files: [`${SERVICES}/trust/hostile-page.test.ts`],
  },
  {
    claim: "the memory replica and the database's are twins",
    run: "one contract, random histories, over an imitation of IndexedDB",
    config: "unit",
    files: [
      "tests/unit/renderer/db/exchange/replica.test.ts",
      "tests/unit/renderer/db/replica-twins.property.test.ts",
      "tests/unit/support/memory-replica.test.ts",
    ],
  },
  {
    claim: "the database's replica keeps its contract over the IndexedDB of a browser",
    run: "one contract",
    config: "component",
    files: ["tests/component/db/exchange/replica.test.ts"],
  },
  {
    claim: "the packed app, on a stand-in of the runtime",
    run: "electron-builder, every fuse read back",
    config: "unit",
    files: [],
    script: "build/scripts/package-check.ts",
  },
];
