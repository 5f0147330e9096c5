/** The new reader being entered: the form, the draft that keeps it, readers who may be the same person, and saving. */

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useMemo, useState } from "react";
import { foldPhone } from "#shared/kernel/fold.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { normalizeCard } from "#shared/model/input/card-number.ts";
import { readDay } from "#shared/model/input/note-line.ts";
import { groupedPhone, splitPhones } from "#shared/model/input/phones.ts";
import { renewedUntil } from "#shared/model/readers/reader-alerts.ts";
import { becomeHers, type LeftWithNumber, readLeftWith } from "../../../db/left-with-number.ts";
import { type Masked, masked } from "../../../db/masked.ts";
import { create } from "../../../db/write/changes.ts";
import { given } from "../../../db/write/log-changes.ts";
import { type Services, useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat } from "../../../i18n/use-t.ts";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { useDeskActions, useDeskDeps, useDeskState } from "../desk-context.ts";
import type { Panel } from "../desk-store.ts";
import type { DeskDraft, NewReaderForm } from "../session/drafts.ts";

type NewReaderDraft = Extract<DeskDraft, { tag: "new-reader" }>;

export interface Likely {
  readonly row: Masked<"reader">;
  readonly why: "card" | "name" | "phone";
}

export interface NewReader {
  readonly form: NewReaderForm;
  readonly set: (change: Partial<NewReaderForm>) => void;
  readonly likely: readonly Likely[];
  /** What was promised to her, or said by her, before she was a reader. */
  readonly left: readonly (LeftWithNumber & { readonly isHers: boolean })[];
  readonly setHers: (id: string, isHers: boolean) => void;
  readonly cardTaken: boolean;
  /** Something stands in the field of the day, and it is no day. */
  readonly dayUnread: boolean;
  /** One of the numbers has a digit too few or too many. */
  readonly phoneUnread: boolean;
  readonly submit: () => Promise<unknown>;
  /** Closes the sheet, and nothing of it is kept. */
  readonly discard: () => void;
}

export function useNewReader(panel: Extract<Panel, { tag: "new-reader" }>): NewReader {
  const { card: scanned, name: asked = "", begun } = panel;
  const services = useServices();
  const deps = useDeskDeps();
  const actions = useDeskActions();
  const today = useFormat().day(services.clock.now());
  const kept = useDeskState((state) =>
    state.drafts.find((item): item is NewReaderDraft => item.tag === "new-reader" && item.at === begun),
  );
  const [form, setForm] = useState<NewReaderForm>(() => kept?.form ?? startForm(scanned, asked, today));
  useEffect(
    () => setForm((before) => (before.scanned === scanned ? before : { ...before, scanned, card: scanned })),
    [scanned],
  );
  const draft = useMemo((): NewReaderDraft => ({ tag: "new-reader", reader: null, form, at: begun }), [form, begun]);
  useEffect(() => actions.keepDraft(draft), [actions, draft]);
  const { name, card, phone } = form;
  const { place } = useHouse();
  // of the form, not of the press: pressed once more it is the same reader
  const [sent] = useState(() => ({ id: uuidV7(services.clock.now(), services.random) }));
  const found =
    useLiveQuery(async () => await findLikely(services, { name, card, phone }), [services, name, card, phone]) ?? [];
  const likely = found.filter(({ row }) => row.id !== sent.id);

  const leftThere =
    useLiveQuery(async () => await readLeftWith(services.db, splitPhones(phone)), [services, phone]) ?? [];
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const left = leftThere.map((item) => ({ ...item, isHers: !others.has(item.row.id) }));

  const expires = readDay(form.expiresOn.normalize("NFKC").trim(), today);

  const phones = splitPhones(phone).map((each) => groupedPhone(each, place));
  const whole = phones.filter((each) => each !== null);

  const submit = useOnce(async (): Promise<void> => {
    const { branch } = deps.place();
    const isNewest = deps.newest.watch();
    const { id } = sent;
    const values = given({
      name: name.trim(),
      card: normalizeCard(card) || undefined,
      category: form.category || undefined,
      phones: phone.trim() === "" ? undefined : whole,
      organisation: form.organisation.trim() || undefined,
      branch,
      // without a card nobody is enrolled yet, and there is nothing that could expire
      enrolledOn: normalizeCard(card) === "" ? undefined : today,
      expiresOn: normalizeCard(card) === "" ? undefined : (expires ?? undefined),
    });
    const written = await deps.acts.run(
      {
        command: "reader.create",
        changes: [
          create("reader", id, values),
          ...(await becomeHers(
            services.db,
            id,
            left.filter(({ isHers }) => isHers),
          )),
        ],
        said: { id: "sheets.reader-saved" },
        onUndo: actions.undoing,
      },
      sent,
    );
    if (written === null) return;
    // she stands in the database: kept as a draft too she would be written twice
    actions.dropDraft(draft);
    await services.search.changed([id]);
    if (!(await written.saved)) return;
    if (isNewest()) actions.openReader(id, { keepToast: true });
    else actions.closeSaved(panel);
  });

  return {
    form,
    set: (change) => setForm((before) => ({ ...before, ...change })),
    likely,
    left,
    setHers: (id, isHers) =>
      setOthers((before) => new Set(isHers ? [...before].filter((other) => other !== id) : [...before, id])),
    cardTaken: likely.some(({ why }) => why === "card"),
    dayUnread: form.expiresOn.trim() !== "" && expires === null,
    phoneUnread: whole.length < phones.length,
    submit,
    discard: () => {
      actions.dropDraft(draft);
      actions.closePanel();
    },
  };
}

const startForm = (card: string, name: string, today: string): NewReaderForm => ({
  name,
  card,
  scanned: card,
  category: "",
  phone: "",
  organisation: "",
  expiresOn: renewedUntil(undefined, today),
});

const MOST_LIKELY = 4;
const SHORTEST_PHONE = 7;

/** Who has this card, this name, or this telephone without its extension; each reader once, the strongest reason first. */
async function findLikely(
  { db, search }: Pick<Services, "db" | "search">,
  { name, card, phone }: Pick<NewReaderForm, "name" | "card" | "phone">,
): Promise<readonly Likely[]> {
  const found = new Map<string, Likely>();
  const number = normalizeCard(card);
  if (number !== "")
    for (const row of await db.reader.where("card").equals(number).toArray())
      if (row.gone !== 1) found.set(row.id, { row: masked("reader", row), why: "card" });
  const fold = (text: string | undefined): string => (text ?? "").normalize("NFKC").replace(/[\s·]/g, "").toLowerCase();
  const phones = splitPhones(phone)
    .map(foldPhone)
    .filter((digits) => digits.length >= SHORTEST_PHONE);
  const ask = async (text: string): Promise<readonly string[]> =>
    (await search.query({ text, limit: 10, seenToday: [] })).hits.map(({ id }) => id);
  const ids = [
    ...new Set([
      ...(fold(name).length >= 2 ? await ask(name.trim()) : []),
      ...(await Promise.all(phones.map((digits) => ask(digits.slice(-SHORTEST_PHONE))))).flat(),
    ]),
  ];
  for (const row of await db.reader.bulkGet(ids)) {
    if (row === undefined || row.gone === 1 || found.has(row.id)) continue;
    const known = row.phones?.map(foldPhone) ?? [];
    if (phones.some((digits) => known.some((each) => each.endsWith(digits))))
      found.set(row.id, { row: masked("reader", row), why: "phone" });
    else if (fold(row.name) === fold(name)) found.set(row.id, { row: masked("reader", row), why: "name" });
  }
  return [...found.values()].slice(0, MOST_LIKELY);
}
