/**
 * Figures of a month that were typed and not saved, and what the formulas need beside them: kept in the database's own
 * drawer as they are typed, never replicated, gone when they are saved. A month is not closed over its figures.
 */
import * as v from "valibot";
import { monthFiguresId, TYPED_FIGURES } from "#shared/model/reports/month-figures.ts";
import type { DeskDb } from "../../../db/database.ts";
import { parseTyped } from "./typed-number.ts";

const field = v.object({ value: v.string(), source: v.string() });
const draft = v.object({
  month: v.string(),
  branch: v.nullable(v.string()),
  fields: v.partial(v.object(v.entriesFromList(TYPED_FIGURES, field))),
  /** What the record said when the typing began. */
  openedOn: v.record(v.string(), v.array(v.tuple([v.string(), v.number()]))),
});
export type FigureDraft = v.InferOutput<typeof draft>;
export type FigureTexts = v.InferOutput<typeof field>;

const DRAWER = "month-figures-draft/";

export const nothingTyped = (month: string, branch: string | null): FigureDraft => ({
  month,
  branch,
  fields: {},
  openedOn: {},
});

export async function readFigureDraft(db: DeskDb, month: string, branch: string | null): Promise<FigureDraft> {
  const kept = await db.meta.get(DRAWER + monthFiguresId(month, branch));
  const parsed = v.safeParse(draft, kept?.value);
  return parsed.success ? parsed.output : nothingTyped(month, branch);
}

/** One without a field is taken away. */
export async function keepFigureDraft(db: DeskDb, value: FigureDraft): Promise<void> {
  const name = DRAWER + monthFiguresId(value.month, value.branch);
  if (Object.keys(value.fields).length === 0) await db.meta.delete(name);
  else await db.meta.put({ name, value });
}

/**
 * Of the library and of its branches: a month is closed for all of them. One that says what the record says is being
 * saved.
 */
export async function figureDraftsOf(db: DeskDb, month: string): Promise<readonly FigureDraft[]> {
  const kept = await db.meta.where("name").startsWith(DRAWER).toArray();
  const drafts = kept
    .map(({ value }) => v.safeParse(draft, value))
    .flatMap((parsed) => (parsed.success && parsed.output.month === month ? [parsed.output] : []));
  const rows = await db["month-figures"].bulkGet(drafts.map(({ branch }) => monthFiguresId(month, branch)));
  return drafts.filter(({ fields }, order) =>
    TYPED_FIGURES.some((figure) => {
      const typed = fields[figure];
      const said = rows[order]?.gone === 1 ? undefined : rows[order]?.figures?.[figure];
      return (
        typed !== undefined && (parseTyped(typed.value) !== said?.value || typed.source.trim() !== (said?.source ?? ""))
      );
    }),
  );
}

const basics = v.record(
  v.string(),
  v.object({
    text: v.string(),
    /** The writes that stood there when the typing began. */
    seen: v.array(v.tuple([v.string(), v.number()])),
  }),
);
/** By branch, and of the hourly rate. */
export type BasicsDraft = v.InferOutput<typeof basics>;

const BASICS = "report-basics-draft";

export async function readBasicsDraft(db: DeskDb): Promise<BasicsDraft> {
  const parsed = v.safeParse(basics, (await db.meta.get(BASICS))?.value);
  return parsed.success ? parsed.output : {};
}

/** An empty one is taken away. */
export async function keepBasicsDraft(db: DeskDb, value: BasicsDraft): Promise<void> {
  if (Object.keys(value).length === 0) await db.meta.delete(BASICS);
  else await db.meta.put({ name: BASICS, value });
}
