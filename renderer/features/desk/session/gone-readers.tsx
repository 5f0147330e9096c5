/**
 * Who is deleted or erased, here or by a colleague, is served no more, before the next entry. Of an erased reader a
 * draft that is kept here would be written anew: it goes as well, and whoever had begun it is told, now or on coming
 * back. A deletion can be taken back: what was begun stays. Whose records were merged is served as one person.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import type { DeskDb } from "../../../db/database.ts";
import { forgetErasedDrafts, readErasedDrafts } from "../../../db/erasing/erased-drafts.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";
import { useDeskActions, useDeskState } from "../desk-context.ts";
import type { DeskState } from "../desk-store.ts";
import { useReaderRow } from "./use-reader-mask.ts";

export function GoneReaders() {
  const { db } = useServices();
  const actions = useDeskActions();
  const erased = useSharedQuery(db, readErased);
  useEffect(() => {
    if (erased !== undefined && erased.length > 0) actions.letGo(new Set(erased));
  }, [erased, actions]);
  const { staff } = useDeviceSettings();
  const gone = useLiveQuery(async () => await readErasedDrafts(db, staff), [db, staff]);
  useEffect(() => {
    if (gone === undefined || gone.length === 0) return;
    actions.tellErasedDrafts(gone);
    void forgetErasedDrafts(db, staff);
  }, [gone, db, staff, actions]);
  const here = useDeskState(idsHere);
  return here.split(" ").map((id) => <ReaderHere key={id} id={id} here={here} />);
}

/** Draws nothing: the rows that chip and queue show are at hand already. */
function ReaderHere({ id, here }: { readonly id: string; readonly here: string }) {
  const { db } = useServices();
  const actions = useDeskActions();
  const row = useReaderRow(id);
  const isDeleted = row?.gone === 1;
  const isMerged = row?.as !== undefined;
  useEffect(() => {
    if (isDeleted) actions.stopServing(new Set([id]));
  }, [isDeleted, id, actions]);
  useEffect(() => {
    if (!isMerged || !here.includes(" ")) return;
    void readReaderClass(db, id).then((person) => person !== undefined && actions.serveOnce(new Set(person.ids)));
  }, [isMerged, id, here, db, actions]);
  return null;
}

const readErased = (db: DeskDb): Promise<readonly string[]> => db.erased.toCollection().primaryKeys();

/** One text, so that it is asked again only when it changes. */
const idsHere = ({ reader, whose, session }: DeskState): string =>
  [...new Set([reader, whose, ...session.map((served) => served.reader)])].filter((id) => id !== null).join(" ");
