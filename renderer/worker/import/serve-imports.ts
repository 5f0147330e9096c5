/**
 * Serves the import of one file at a time. The rows stay here; the page asks for pages of a bucket and
 * gets protected fields masked. Everything long can be cancelled, and writing paused.
 */

import { groupProblems, mendsOf } from "#shared/import-export/cells/problem-groups.ts";
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { Lookup } from "#shared/import-export/columns/lookups.ts";
import { columnInfo, headerFingerprint, type Mapping, suggestMapping } from "#shared/import-export/columns/mapping.ts";
import { matchHeader } from "#shared/import-export/columns/match-header.ts";
import { guessHolds } from "#shared/import-export/library-use/holds.ts";
import { matchUseHeader } from "#shared/import-export/library-use/use-column-names.ts";
import { suggestUseMapping, suggestUseRules } from "#shared/import-export/library-use/use-mapping.ts";
import { parseOwnHeader } from "#shared/import-export/own/own-format.ts";
import { ownMapping } from "#shared/import-export/own/own-row.ts";
import { DEFAULT_RULES } from "#shared/import-export/plan/import-rules.ts";
import { type Mended, nothingMended, type PlanCounts } from "#shared/import-export/plan/planner.ts";
import { factsOfList, type ListFacts } from "#shared/import-export/refresh/taken-list.ts";
import { LIMITS } from "#shared/import-export/table/limits.ts";
import { assert } from "#shared/kernel/assert.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { FilePreview, ImportApi, ParseOptions, PlanFailure, Rate } from "../../platform/worker/import-api.ts";
import { localDay } from "../library-use/use-rows.ts";
import { createSimplifier } from "../simplify.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { checkReaders } from "./check-readers.ts";
import { checkUses } from "./check-uses.ts";
import type { CheckedList, MetReaders } from "./checked-list.ts";
import { columnValues, columnValuesOfUse } from "./column-values.ts";
import { createControl } from "./control.ts";
import { eraseUndone, stayingReaders, undoneReaders } from "./erase-undone.ts";
import { errorsWorkbook } from "./errors-workbook.ts";
import type { Leftover } from "./faulty-rows.ts";
import { readBranches, readContext } from "./library-lists.ts";
import { type OpenedFile, openFile } from "./open-file.ts";
import { HostAway } from "./plan-file.ts";
import type { Cancel } from "./read-delimited.ts";
import { type RememberedImport, recallMapping, rememberTaken } from "./remembered.ts";
import { undoImport, undoOutlook } from "./undo-import.ts";
import { writeList } from "./write-list.ts";

interface Session {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly opened: OpenedFile;
  readonly fingerprint: string;
  readonly mended: Mended;
  checked: CheckedList | null;
  /** By which it was checked. */
  mapping: Mapping<string> | null;
  /** When the file was written, epoch milliseconds. */
  readonly modifiedAt: number;
}

/** Of the file that is open, for whoever takes it over without the wizard. */
interface ListInHand {
  facts(mapping: Mapping<string>): ListFacts | null;
  /** Null unless it is a checked list of readers. */
  met(): MetReaders | null;
}

export function createImportApi(deps: WorkerDeps): ImportApi & ListInHand {
  const { db, clock, search } = deps;
  const toSimplified = createSimplifier();
  const control = createControl(deps.letPass);
  let session: Session | null = null;
  /** Of the import that was written last, while no other file is open. */
  let leftover: Leftover | null = null;

  const checkedList = (): CheckedList => {
    assert(session !== null && session.checked !== null, "nothing is checked yet");
    return session.checked;
  };

  const read = async (
    { name, bytes, modifiedAt }: Pick<Session, "name" | "bytes" | "modifiedAt">,
    options: ParseOptions,
    onProgress: (share: number) => void,
  ): Promise<Result<FilePreview, FileFailure>> => {
    const opened = await openFile(name, bytes, options, control.start(), onProgress);
    if (!opened.ok) return opened;
    const { table } = opened.value;
    const fingerprint = headerFingerprint(table.headers);
    leftover = null;
    const unchecked = { mended: nothingMended(), checked: null, mapping: null };
    session = { name, bytes, modifiedAt, opened: opened.value, fingerprint, ...unchecked };
    return ok(
      previewOf(
        session,
        options,
        await recallMapping(db, fingerprint, table.headers.length),
        await readBranches(db, toSimplified),
      ),
    );
  };

  /** @param check answers null when it was cancelled */
  const checking = async (
    mapping: Mapping<string>,
    check: (current: Session, rows: number, cancel: Cancel) => Promise<CheckedList | null>,
  ): Promise<Result<PlanCounts, PlanFailure>> => {
    if (session === null) return err({ tag: "no-file" });
    const current = session;
    try {
      const list = await check(current, current.opened.table.rows.length, control.start());
      if (list === null) return err({ tag: "cancelled" });
      [current.checked, current.mapping] = [list, mapping];
      return ok(list.counts());
    } catch (error) {
      if (error instanceof HostAway) return err({ tag: "host-away" });
      throw error;
    }
  };

  return {
    async open(file, onProgress) {
      [session, leftover] = [null, null];
      if (file.size > LIMITS.fileBytes)
        return err({ tag: "file-too-large", bytes: file.size, limit: LIMITS.fileBytes });
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return await read({ name: file.name, bytes, modifiedAt: file.lastModified }, {}, onProgress);
      } catch (error) {
        // the file was moved or is locked by another program
        if (error instanceof DOMException) return err({ tag: "cannot-read", reason: error.name });
        throw error;
      }
    },
    async reopen(options, onProgress) {
      if (session === null) return err({ tag: "cannot-read", reason: "closed" });
      return read(session, options, onProgress);
    },
    async values(column, mapping) {
      const rule = mapping.columns[column];
      if (session === null || rule === undefined) return [];
      return columnValues(
        session.opened.table,
        column,
        rule,
        await readContext(db, toSimplified, [], localDay(clock.now())),
      );
    },
    async valuesOfUse(column, mapping) {
      const rule = mapping.columns[column];
      if (session === null || rule === undefined) return [];
      return columnValuesOfUse(session.opened.table, column, rule, await readBranches(db, toSimplified));
    },
    plan: (mapping, rules, onProgress) =>
      checking(mapping, async ({ opened: file, fingerprint, mended }, total, cancel) => {
        const { list, plan } = await checkReaders(deps, toSimplified, { file, fingerprint, mapping, rules, mended });
        return (await control.goThrough(total, plan, (done) => onProgress({ done, total }, list.counts()), cancel))
          ? list
          : null;
      }),
    planUse: (mapping, rules, onProgress) =>
      checking(mapping, async ({ opened: file, fingerprint, mended }, total, cancel) => {
        const { list, planner, lookBeside } = await checkUses(deps, toSimplified, {
          file,
          fingerprint,
          mapping,
          rules,
          fixes: mended.fixes,
        });
        // reading is the first half of the work, comparing the other
        const tell = (done: number, of: number, half: 0 | 1): Rate => ({
          done: Math.round((total * (half + (of === 0 ? 1 : done / of))) / 2),
          total,
        });
        const isRead = await control.goThrough(
          total,
          async (from, to) => planner.read(from, to),
          (done) => onProgress(tell(done, total, 0), list.counts()),
          cancel,
        );
        if (!isRead) return null;
        const records = planner.size();
        if (
          !(await control.goThrough(
            records,
            planner.compare,
            (done) => onProgress(tell(done, records, 1), list.counts()),
            cancel,
          ))
        )
          return null;
        await lookBeside(async () => {
          await control.breathe();
          return !cancel.cancelled;
        });
        return cancel.cancelled ? null : list;
      }),
    async page(bucket, from, count, field) {
      if (leftover === null) return checkedList().page(bucket, from, count, field);
      const rows = bucket === "error" ? leftover.faulty : [];
      return {
        total: rows.length,
        rows: rows.slice(from, from + count).map(({ position, planned }) => ({ position, ...planned })),
      };
    },
    newBranches: async () => session?.checked?.newBranches ?? [],
    problems: async (most) => groupProblems(checkedList().faulty(), most),
    async mend(choice, text, onProgress) {
      const list = checkedList();
      const mends = mendsOf(list.faulty(), choice, text);
      const cancel = control.start();
      await control.goThrough(
        mends.length,
        (from, to) => list.fix(mends.slice(from, to)),
        (done) => onProgress({ done, total: mends.length }),
        cancel,
      );
      return list.counts();
    },
    async decide(positions, decision) {
      const list = checkedList();
      await list.decide(positions, decision);
      return list.counts();
    },
    async decideAll(group, decision, onProgress) {
      const list = checkedList();
      const cancel = control.start();
      await list.decideAll?.(group, decision, async (done, total) => {
        onProgress({ done, total });
        await control.breathe();
        return !cancel.cancelled;
      });
      return list.counts();
    },
    async write(by, onProgress) {
      if (session === null || session.checked === null) return err({ tag: "no-file" });
      const current = session;
      const { name, fingerprint, checked: list, opened, mapping, bytes, modifiedAt } = session;
      const writer = await deps.writer(by.staff);
      control.start();
      const written = await writeList(deps, { list, file: name, fingerprint, by }, { writer, control, onProgress });
      const { report, failure } = written;
      if (by.list !== undefined && mapping !== null && failure === null && report.stopped !== true) {
        const facts = factsOfList(opened.table, mapping);
        const { importId, at: takenAt } = report;
        const taken = { ...facts, size: bytes.length, modifiedAt, takenAt, importId };
        const kept = await rememberTaken(db, by.list, taken, deps.installation);
        const { confirmed } = await writer.run("import.report", kept, { undoable: false });
        await confirmed;
      }
      // what was planned is written: a second try opens the file again
      if (session === current) [session, leftover] = [null, list.leftover()];
      search.keep();
      return ok(written);
    },
    pause: control.pause,
    resume: control.resume,
    cancel: control.cancel,
    async errorsFile(rowHeader, reasonHeader, reasons) {
      const { headers, faulty } = leftover ?? checkedList().leftover();
      return errorsWorkbook(headers, faulty, rowHeader, reasonHeader, reasons);
    },
    undoOutlook: (importId) => undoOutlook(db, importId),
    undo: async (importId, staff, onProgress) => {
      control.start();
      return undoImport(deps, await deps.writer(staff), importId, onProgress, control.isCancelled);
    },
    undoneReaders: async (importId) => (await undoneReaders(db, importId)).length,
    stayingReaders: (importId) => stayingReaders(db, importId),
    eraseUndone: async (importId, staff, onProgress) => {
      control.start();
      return eraseUndone(deps, await deps.writer(staff), { importId, staff }, onProgress, control.isCancelled);
    },
    facts: (mapping) => (session === null ? null : factsOfList(session.opened.table, mapping)),
    met: () => session?.checked?.met?.() ?? null,
    close() {
      [session, leftover] = [null, null];
    },
  };
}

/**
 * What is known of a file before anything is asked: a person's word first, then how such columns were taken before,
 * then a guess.
 */
function previewOf(
  { name, bytes, opened, fingerprint }: Session,
  options: ParseOptions,
  settled: readonly RememberedImport[],
  branches: Lookup,
): FilePreview {
  const { table, guess, ...rest } = opened;
  const own = parseOwnHeader(table.headers);
  const [only, another] = settled;
  const guessed = only !== undefined && another === undefined ? only.holds : guessHolds(table.headers);
  const holds = own !== null ? "reader" : (options.holds ?? guessed);
  const ofReaders = settled.find((one) => one.holds === "reader");
  const ofUse = settled.find((one) => one.holds === "use");
  const useMapping = ofUse?.mapping ?? suggestUseMapping(table, branches);
  return {
    ...rest,
    name,
    bytes: bytes.length,
    encoding: options.encoding ?? guess?.encoding ?? null,
    guess,
    rows: table.rows.length,
    columns: columnInfo(table, holds === "use" ? matchUseHeader : matchHeader),
    fingerprint,
    holds,
    mapping: own !== null ? ownMapping(own) : (ofReaders?.mapping ?? suggestMapping(table)),
    rules: ofReaders?.rules ?? DEFAULT_RULES,
    useMapping,
    useRules: ofUse?.rules ?? suggestUseRules(table.headers, useMapping),
    remembered: settled.some((one) => one.holds === holds),
    own: own === null ? null : { kind: own.kind, masked: own.masked },
  };
}
