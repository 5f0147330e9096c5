/**
 * Opinions at which whoever is here has begun a note or a reply and not saved it: words that a scan or another row took
 * off the screen are told of until somebody goes on with them.
 */
import type { DeskDb } from "../db/database.ts";
import { OPINION_DRAFT } from "../db/erasing/erased-drafts.ts";
import { type Masked, masked } from "../db/masked.ts";
import { useDeviceSettings } from "./device-settings.ts";
import { useServices } from "./services.ts";
import { useSharedQuery } from "./shared-query.ts";

const NONE: readonly Masked<"feedback">[] = [];

export function useDraftedOpinions(): readonly Masked<"feedback">[] {
  const { db } = useServices();
  const { staff = "" } = useDeviceSettings();
  return useSharedQuery(db, readDrafted, staff) ?? NONE;
}

/** What nobody signed is whose who finds it. @param staff empty where nobody was chosen */
async function readDrafted(db: DeskDb, staff: string): Promise<readonly Masked<"feedback">[]> {
  const names = await db.meta.where("name").startsWith(OPINION_DRAFT).primaryKeys();
  const ids = names.flatMap((name) => {
    const [id = "", by = staff] = name.slice(OPINION_DRAFT.length).split("/", 2);
    return by === staff ? [id] : [];
  });
  const rows = await db.feedback.bulkGet([...new Set(ids)]);
  return rows.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [masked("feedback", row)]));
}
