/**
 * The privacy screen: covers everything and asks who is there. Initials or a part of the name, arrows,
 * Enter. A colleague who is not in the list yet writes the name and is added; once roles are in force, a head or an
 * administrator shows the PIN for it. Who has a PIN is asked for it: that keeps looks away, not thieves. A native modal dialog, because nothing, not even another dialog, can lie above one.
 */
import { Lock, UserRoundPlus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useActs } from "../../acts/use-acts.ts";
import { readWhoMay } from "../../acts/use-may.ts";
import type { Row } from "../../db/database.ts";
import { useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { useScansInside } from "../../ui/hooks/use-scans-inside.ts";
import { Icon } from "../../ui/icon.tsx";
import { isIme } from "../../ui/keyboard.ts";
import { moveByKey } from "../../ui/list-keys.ts";
import { useDeskSession } from "./desk-session.ts";
import { PinQuestion } from "./pin-question.tsx";
import { addColleague } from "./staff-commands.ts";
import { matchColleagues, namesOf, useHasFormer, useReadNames, useStaff } from "./staff-queries.ts";

const HAS_LETTER = /\p{L}/u;

interface LockScreenProps {
  /** What the screens forget: called once, when everything is covered. */
  readonly onLocked: () => void;
  /** Another colleague has come: called before anything can be seen. */
  readonly onAnother: () => void;
}

export function LockScreen({ onLocked, onAnother }: LockScreenProps) {
  const t = useT();
  const id = useId();
  const services = useServices();
  const acts = useActs();
  const settings = useDeviceSettingsStore();
  const { unlock } = useDeskSession();
  const colleagues = useStaff();
  const called = useHouse().staff;
  const hasFormer = useHasFormer();
  const [text, setText] = useState("");
  /** Where the arrow keys have led; null: where the choice begins. */
  const [moved, setMoved] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const [isScanned, setScanned] = useState(false);
  const [asked, setAsked] = useState<Row<"staff"> | null>(null);
  /** Who is to be added, and by whom that may be. */
  const [adding, setAdding] = useState<{ readonly name: string; readonly by: readonly Row<"staff">[] } | null>(null);
  const screen = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => screen.current?.showModal(), []);
  // nobody is served behind a lock
  const refuse = (): void => setScanned(true);
  useScansInside(screen, refuse, refuse);
  useEffect(onLocked, [onLocked]);
  // whoever was here is gone for the host too
  useEffect(() => void services.host("session.leave", {}), [services]);

  const fold = useNameFold((colleagues ?? []).map((row) => row.name));
  const read = useReadNames(colleagues ?? []);
  const matches = matchColleagues(adding?.by ?? colleagues ?? [], text, fold, called, read);
  const name = text.trim();
  // a card that was scanned, or a number
  const isNoName = name !== "" && !HAS_LETTER.test(name);
  const canAdd =
    adding === null &&
    colleagues !== undefined &&
    name !== "" &&
    !isNoName &&
    !colleagues.some((row) => namesOf(row, called).some((known) => fold(known) === fold(name)));
  const count = matches.length + (canAdd ? 1 : 0);
  // whoever mistypes her name is nobody new: adding is chosen, unless there is nobody to be mistaken for
  const isOnlyNew = matches.length === 0 && canAdd && colleagues.length > 0;
  // Enter alone lets in no other than was here; whoever vouches for a newcomer shows a PIN anyway
  const last = name === "" && adding === null ? matches.findIndex((row) => row.id === settings.getState().staff) : 0;
  const active = moved ?? (isOnlyNew ? -1 : last);

  const choose = useOnce(async (index: number): Promise<void> => {
    const known = matches[index];
    // as it stands now: a PIN that has just been set counts before the list is drawn anew
    const now = known === undefined ? undefined : await services.db.staff.get(known.id);
    if (now?.pin !== undefined) return setAsked(now);
    if (known === undefined && !(canAdd && index === matches.length)) return;
    // a PIN that was taken away meanwhile lets nobody add
    if (known !== undefined && adding !== null) return stopAdding();
    if (known !== undefined) return letIn(known.id);
    const by = await readWhoMay(services.db, "settings");
    if (by === undefined) return letIn(await addColleague(services, acts, name, ""));
    setAdding({ name, by });
    setText("");
    setMoved(null);
  });
  const letIn = async (chosen: string | null): Promise<void> => {
    if (chosen !== null && !(await services.host("session.enter", { staff: chosen })).ok) return setFailed(true);
    await enter(chosen);
  };
  /** Written by whoever has just shown the PIN; at the desk is the new colleague. */
  const addBy = async (by: string, added: string): Promise<void> => {
    const before = settings.getState().staff;
    services.writer.setStaff(by);
    const chosen = await addColleague(services, acts, added, "");
    if (before !== undefined) services.writer.setStaff(before);
    await services.host("session.leave", {});
    stopAdding();
    await letIn(chosen);
  };
  const stopAdding = (): void => {
    setAdding(null);
    setAsked(null);
    setText("");
    setMoved(null);
  };
  const enter = async (chosen: string | null): Promise<void> => {
    const before = settings.getState().staff;
    const saved = chosen !== null && (await settings.update({ staff: chosen })).ok;
    if (!saved) return setFailed(true);
    if (chosen !== before) onAnother();
    unlock(chosen === before ? "same" : "another");
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    if (event.key === "Enter") void choose(active);
    else if (event.key === "Escape") {
      if (event.currentTarget instanceof HTMLInputElement) event.currentTarget.value = "";
      stopAdding();
    } else {
      const next =
        event.key === "Home" || event.key === "End"
          ? null
          : moveByKey(event.nativeEvent, { row: active, column: -1 }, { rows: count, columns: 0, page: 8 });
      if (next === null) return;
      setMoved(Math.max(0, next.row));
    }
    event.preventDefault();
  };

  return createPortal(
    <dialog
      ref={screen}
      className="lock"
      closedby="none"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={() => setScanned(false)}
    >
      <div className="lock-box">
        <h1 className="row" id={`${id}-title`}>
          <Icon icon={Lock} size={20} />
          {t("staff.who-is-here")}
        </h1>
        {adding !== null && <p role="status">{t("staff.vouch", { name: adding.name })}</p>}
        {asked?.pin !== undefined && (
          <PinQuestion
            staff={asked.id}
            name={called.get(asked.id) ?? asked.name ?? ""}
            pin={asked.pin}
            onRight={() => (adding === null ? enter(asked.id) : addBy(asked.id, adding.name))}
            onBack={() => setAsked(null)}
          />
        )}
        {asked === null && (
          <>
            <p className="soft" role="status">
              {t(
                isNoName && matches.length === 0
                  ? "staff.no-name"
                  : colleagues?.length === 0
                    ? hasFormer
                      ? "staff.all-hidden"
                      : "staff.first-name"
                    : isOnlyNew && active < 0
                      ? "staff.nobody-so"
                      : "staff.how-to-choose",
              )}
            </p>
            <input
              key={adding?.name}
              className="input lock-input"
              type="text"
              role="combobox"
              aria-label={t("staff.name-or-initials")}
              placeholder={t("staff.name-or-initials")}
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={count > 0 && active >= 0 ? `${id}-${active}` : undefined}
              autoComplete="off"
              spellCheck={false}
              autoFocus
              defaultValue=""
              onInput={(event) => {
                setText(event.currentTarget.value);
                setMoved(null);
              }}
              onKeyDown={onKeyDown}
            />
            <div id={`${id}-list`} role="listbox" aria-label={t("staff.colleagues")} className="lock-list scroll">
              {matches.map((row, index) => (
                <Choice
                  key={row.id}
                  id={`${id}-${index}`}
                  active={index === active}
                  onChoose={() => void choose(index)}
                >
                  <span className="grow">{called.get(row.id) ?? row.name}</span>
                  {row.initials !== undefined && <span className="meta">{row.initials}</span>}
                </Choice>
              ))}
              {canAdd && (
                <Choice
                  id={`${id}-${matches.length}`}
                  active={active === matches.length}
                  onChoose={() => void choose(matches.length)}
                >
                  <Icon icon={UserRoundPlus} />
                  {t("staff.add-name", { name })}
                </Choice>
              )}
            </div>
            {adding !== null && (
              <p className="row">
                <Button keys="Esc" onClick={stopAdding}>
                  {t("staff.not-added")}
                </Button>
              </p>
            )}
          </>
        )}
        {isScanned && (
          <p className="field-error" role="alert">
            {t("staff.card-not-taken")}
          </p>
        )}
        {failed && (
          <p className="field-error" role="alert">
            {t("staff.not-saved")}
          </p>
        )}
      </div>
    </dialog>,
    document.body,
  );
}

function Choice({
  id,
  active,
  onChoose,
  children,
}: {
  id: string;
  active: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the focus and takes the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="menu-item"
      ref={active ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
