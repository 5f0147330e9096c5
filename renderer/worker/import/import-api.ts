/**
 * Serves the import of one file at a time. The rows stay here; the page asks for pages of a bucket and
 * gets protected fields masked. Everything long can be cancelled, and writing paused.
 */

import { LIMITS } from "#shared/exchange/limits.ts";
import { columnInfo, headerFingerprint, type Mapping, suggestMapping } from "#shared/exchange/mapping.ts";
import { parseOwnHeader } from "#shared/exchange/own-format.ts";
import { type Mended, nothingMended } from "#shared/exchange/planner.ts";
import type { FileFailure } from "#shared/exchange/problems.ts";
import { DEFAULT_RULES, type ImportRules } from "#shared/exchange/rules.ts";
import { assert } from "#shared/kernel/assert.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { FilePreview, ImportApi, ImportReport, ParseOptions } from "../../platform/import-api.ts";
import { createSimplifier } from "../simplify.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { columnValues } from "./column-values.ts";
import { createControl } from "./control.ts";
import { errorsWorkbook } from "./errors-workbook.ts";
import { type Leftover, leftoverOf } from "./faulty-rows.ts";
import { readContext } from "./library-lists.ts";
import { maskPlanned } from "./mask-planned.ts";
import { type OpenedFile, openFile } from "./open-file.ts";
import { type FilePlan, HostAway, planFile } from "./plan-file.ts";
import { recallMapping, recordReport, rememberMapping } from "./remembered.ts";
import { undoImport } from "./undo-import.ts";
import { writePlan } from "./write-plan.ts";

/** Rows planned between two answers to the page. */
const SLICE = 2000;

interface Session {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly opened: OpenedFile;
  readonly fingerprint: string;
  readonly mended: Mended;
  planned: { readonly plan: FilePlan; readonly mapping: Mapping; readonly rules: ImportRules } | null;
}

export function createImportApi(deps: WorkerDeps): ImportApi {
  const { db, clock, random, search } = deps;
  const toSimplified = createSimplifier();
  const control = createControl();
  let session: Session | null = null;
  /** Of the import that was written last, while no other file is open. */
  let leftover: Leftover | null = null;

  const plannedPlan = (): FilePlan => {
    assert(session !== null && session.planned !== null, "no plan is made yet");
    return session.planned.plan;
  };

  const leftoverOfSession = (): Leftover => {
    assert(session !== null, "no file is open");
    const { planner, kind } = plannedPlan();
    return leftoverOf(kind, planner, session.opened.table);
  };

  const read = async (name: string, bytes: Uint8Array<ArrayBuffer>, options: ParseOptions, onProgress: (share: number) => void): Promise<Result<FilePreview, FileFailure>> => {
    const opened = await openFile(name, bytes, options, control.start(), onProgress);
    if (!opened.ok) return opened;
    const fingerprint = headerFingerprint(opened.value.table.headers);
    leftover = null;
    session = { name, bytes, opened: opened.value, fingerprint, mended: nothingMended(), planned: null };
    const { table, guess, ...rest } = opened.value;
    const recalled = await recallMapping(db, fingerprint, table.headers.length);
    const own = parseOwnHeader(table.headers);
    return ok({
      ...rest,
      name,
      bytes: bytes.length,
      encoding: options.encoding ?? guess?.encoding ?? null,
      guess,
      rows: table.rows.length,
      columns: columnInfo(table),
      fingerprint,
      mapping: recalled?.mapping ?? suggestMapping(table),
      rules: recalled?.rules ?? DEFAULT_RULES,
      remembered: recalled !== null,
      own: own === null ? null : { kind: own.kind, masked: own.masked },
    });
  };

  return {
    async open(file, onProgress) {
      [session, leftover] = [null, null];
      if (file.size > LIMITS.fileBytes) return err({ tag: "file-too-large", bytes: file.size, limit: LIMITS.fileBytes });
      try {
        return await read(file.name, new Uint8Array(await file.arrayBuffer()), {}, onProgress);
      } catch (error) {
        // the file was moved or is locked by another program
        if (error instanceof DOMException) return err({ tag: "cannot-read", reason: error.name });
        throw error;
      }
    },
    async reopen(options, onProgress) {
      if (session === null) return err({ tag: "cannot-read", reason: "closed" });
      return read(session.name, session.bytes, options, onProgress);
    },
    async values(column, mapping) {
      const rule = mapping.columns[column];
      if (session === null || rule === undefined) return [];
      return columnValues(session.opened.table, column, rule, await readContext(db, [], new Date(clock.now()).getFullYear()));
    },
    async plan(mapping, rules, onProgress) {
      if (session === null) return err({ tag: "no-file" });
      const current = session;
      const cancel = control.start();
      const plan = await planFile(deps, toSimplified, current.opened, mapping, rules, current.mended);
      const total = current.opened.table.rows.length;
      try {
        for (let from = 0; from < total; from += SLICE) {
          await plan.planner.plan(from, from + SLICE);
          onProgress({ done: Math.min(from + SLICE, total), total }, plan.planner.counts());
          await control.breathe();
          if (cancel.cancelled) return err({ tag: "cancelled" });
        }
      } catch (error) {
        if (error instanceof HostAway) return err({ tag: "host-away" });
        throw error;
      }
      current.planned = { plan, mapping, rules };
      return ok(plan.planner.counts());
    },
    async page(bucket, from, count, field) {
      if (leftover !== null) {
        const { kind, faulty } = leftover;
        const rows = bucket === "error" ? faulty : [];
        return { total: rows.length, rows: rows.slice(from, from + count).map(({ position, planned }) => ({ position, ...maskPlanned(kind, planned) })) };
      }
      const { planner, kind } = plannedPlan();
      const all = planner.positions(bucket);
      const positions = field === undefined ? all : all.filter((position) => planner.row(position).cells.some((cell) => cell.field === field));
      return { total: positions.length, rows: positions.slice(from, from + count).map((position) => ({ position, ...maskPlanned(kind, planner.row(position)) })) };
    },
    async fix(position, column, text) {
      const { planner } = plannedPlan();
      await planner.fix(position, column, text);
      return planner.counts();
    },
    async decide(positions, decision) {
      const { planner } = plannedPlan();
      for (const position of positions) await planner.decide(position, decision);
      return planner.counts();
    },
    async write({ staff, desk }, onProgress) {
      if (session === null || session.planned === null) return err({ tag: "no-file" });
      const current = session;
      const { fingerprint, name, opened } = current;
      const { plan, mapping, rules } = session.planned;
      const writer = await deps.writer(staff);
      const at = clock.now();
      const importId = uuidV7(at, random);
      control.start();
      const counts = plan.planner.counts();
      const { written, failure, stopped } = await writePlan({ ...plan, importId, writer, control, onProgress });
      const report: ImportReport = { importId, file: name, kind: plan.kind, at, staff, ...(desk !== null && { desk }), written, counts, fingerprint, ...(stopped && { stopped }) };
      const settings = [await recordReport(db, report), ...(plan.own === null ? [await rememberMapping(db, fingerprint, mapping, rules)] : [])];
      const { confirmed } = await writer.run("import.report", settings, { undoable: false });
      // after a failure the journal is not waited for again: it gets the report with the rest
      if (failure === null) await confirmed;
      // what was planned is written: a second try opens the file again
      if (session === current) [session, leftover] = [null, leftoverOf(plan.kind, plan.planner, opened.table)];
      search.keep();
      return ok({ report, failure });
    },
    pause: control.pause,
    resume: control.resume,
    cancel: control.cancel,
    async errorsFile(rowHeader, reasonHeader, reasons) {
      const { headers, faulty } = leftover ?? leftoverOfSession();
      return errorsWorkbook(headers, faulty, rowHeader, reasonHeader, reasons);
    },
    undo: async (importId, staff, onProgress) => undoImport(deps, await deps.writer(staff), importId, onProgress),
    close() {
      [session, leftover] = [null, null];
    },
  };
}
