/**
 * How many drafts whoever is here has, and the list of them: each is taken up again where it belongs, or given up, which
 * can be taken back as long as the list is open. A note or a reply that was begun at an opinion waits there.
 */
import { Pencil, Trash2, Undo2 } from "lucide-react";
import { type Ref, useRef, useState } from "react";
import { useLocation } from "wouter";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useDraftedOpinions } from "../../../desk-services/use-drafted-opinions.ts";
import { useReadersCalledOut } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { isIme, matchKeys } from "../../../ui/keyboard.ts";
import { useDeskActions, useDeskState } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import { type DeskDraft, draftKey, firstWordsOf } from "./drafts.ts";
import { useReaderMask } from "./use-reader-mask.ts";
import { useResume } from "./use-resume.ts";

export function DraftsButton() {
  const t = useT();
  const drafts = useDeskState((state) => state.drafts);
  const opinions = useDraftedOpinions();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        <Icon icon={Pencil} />
        {t("desk.drafts", { count: drafts.length + opinions.length })}
      </button>
      {isOpen && <DraftsDialog opinions={opinions} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DraftsDialogProps {
  readonly opinions: ReturnType<typeof useDraftedOpinions>;
  readonly onClose: () => void;
}

function DraftsDialog({ opinions, onClose }: DraftsDialogProps) {
  const t = useT();
  const drafts = useDeskState((state) => state.drafts);
  const { keepDraft, dropDraft } = useDeskActions();
  const resume = useResume();
  const [, navigate] = useLocation();
  const [given, setGiven] = useState<DeskDraft | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const { wordsAbout } = useReadersCalledOut([...drafts, ...opinions].flatMap(({ reader }) => reader ?? []));
  const focusRow = (at: number): void => {
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-draft]") ?? [];
    rows[Math.max(0, Math.min(at, rows.length - 1))]?.focus();
  };
  const giveUp = (draft: DeskDraft): void => {
    const at = drafts.indexOf(draft);
    setGiven(draft);
    dropDraft(draft);
    requestAnimationFrame(() => focusRow(at));
  };
  const takeBack = (): void => {
    if (given === null) return;
    keepDraft(given);
    setGiven(null);
    requestAnimationFrame(() => focusRow(0));
  };
  return (
    <Dialog
      open
      title={t("words.drafts")}
      closeLabel={t("sheets.close")}
      initialFocus={first}
      onClose={onClose}
      onKeyDown={(event) => {
        if (isIme(event)) return;
        const at = [...(list.current?.querySelectorAll("[data-draft]") ?? [])].findIndex((row) =>
          row.contains(document.activeElement),
        );
        const draft = drafts[at];
        if (matchKeys(event, "↓")) focusRow(at + 1);
        else if (matchKeys(event, "↑")) focusRow(at - 1);
        else if (matchKeys(event, "Delete") && draft !== undefined) giveUp(draft);
        else if (matchKeys(event, "Ctrl+Z") && given !== null) takeBack();
        else return;
        event.preventDefault();
      }}
    >
      <div className="stack">
        {drafts.length + opinions.length === 0 && <p className="meta">{t("sheets.no-drafts")}</p>}
        <ul className="list" ref={list}>
          {drafts.map((draft, index) => (
            <li key={draftKey(draft)} className="line">
              <DraftLine
                draft={draft}
                begins={wordsAbout(draft.reader ?? undefined, firstWordsOf(draft))}
                {...(index === 0 && { first })}
                onResume={() => {
                  onClose();
                  resume(draft);
                }}
              />
              <IconButton icon={Trash2} label={t("sheets.give-up")} keys="Delete" onClick={() => giveUp(draft)} />
            </li>
          ))}
          {opinions.map(({ id, reader, title, text = "" }, index) => (
            <li key={id} className="line">
              <button
                type="button"
                className="link-line grow clip"
                data-draft=""
                {...(drafts.length + index === 0 && { ref: first })}
                onClick={() => {
                  onClose();
                  navigate(`/opinions?id=${encodeURIComponent(id)}`);
                }}
              >
                <b>{t("sheets.begun-at-opinion")}</b> {wordsAbout(reader, title ?? text)}
              </button>
            </li>
          ))}
        </ul>
        {given !== null && (
          <p className="row" role="status">
            {t("sheets.given-up")}
            <Button size="small" icon={Undo2} keys="Ctrl+Z" onClick={takeBack}>
              {t("acts.undo")}
            </Button>
          </p>
        )}
      </div>
    </Dialog>
  );
}

interface DraftLineProps {
  readonly draft: DeskDraft;
  readonly begins: string;
  readonly first?: Ref<HTMLButtonElement>;
  readonly onResume: () => void;
}

function DraftLine({ draft, begins, first, onResume }: DraftLineProps) {
  const format = useFormat();
  const { clock } = useServices();
  const what = useDraftName(draft);
  const who = useReaderMask(draft.reader);
  return (
    <button
      type="button"
      className="link-line grow clip"
      data-draft=""
      {...(first !== undefined && { ref: first })}
      onClick={onResume}
    >
      <b>{what}</b> {draft.reader !== null && <PersonName>{who}</PersonName>} {begins}
      <small>{format.moment(draft.at, clock.now())}</small>
    </button>
  );
}

function useDraftName(draft: DeskDraft): string {
  const t = useT();
  const names = useDeskNames();
  switch (draft.tag) {
    case "note":
      return t("desk.note-for", { kind: names.purpose(draft.purpose) });
    case "opinion":
      return t(`words.opinion.${draft.type}`);
    case "composed":
      return t(`words.composed.${draft.form.kind}`);
    case "handover":
      return t("today.notes");
    case "new-reader":
      return t("sheets.new-reader-title");
  }
}
