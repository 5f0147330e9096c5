/**
 * The one box for scanning and finding, at the same place on every screen. Its text is the browser's own
 * (uncontrolled), so a key is drawn without waiting for us; the list follows. A scan opens only an exact
 * match, Enter of a person opens the marked row, and an input method's Enter does nothing here.
 */
import { Check, CircleAlert, ScanBarcode } from "lucide-react";
import { type KeyboardEvent, Suspense, useEffect, useId, useRef, useState } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { WholeLanguage } from "../../../i18n/whole-language.tsx";
import { lazyPart } from "../../../ui/hooks/lazy-part.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { isIme } from "../../../ui/keyboard.ts";
import { Pill } from "../../../ui/pill.tsx";
import { ModeChip } from "../attend/mode-chip.tsx";
import { useDeskActions, useDeskDeps, useDeskState, useDeskStore } from "../desk-context.ts";
import { type DeskState, isUnsolved } from "../desk-store.ts";
import { rowId, ScanList } from "./scan-list.tsx";
import { useReaderSearch } from "./use-reader-search.ts";

/** Rare: the desk starts without it. */
const HeldScans = lazyPart(async () => (await import("./held-scans.tsx")).HeldScans);

export function ScanBox() {
  const t = useT();
  const actions = useDeskActions();
  const { ways, newest } = useDeskDeps();
  const store = useDeskStore();
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const search = useReaderSearch();
  const [active, setActive] = useState(0);
  const composing = useRef(false);
  const scanFocus = useDeskState((state) => state.scanFocus);
  /** What was asked last, as it stands in the box. */
  const put = useRef<DeskState["asked"]>(null);

  const counts = useDeskState(({ mode }) => mode.tag !== "card");
  const waits = useDeskState(({ held }) => held.length > 0);
  const unsolved = useDeskState(isUnsolved);

  const { clear } = search;
  useEffect(() => {
    if (input.current === null) return;
    input.current.focus({ preventScroll: true });
    if (!scanFocus.emptied) return;
    input.current.value = "";
    clear();
    // one that is asked in the same moment is still to be put in
    if (store.getState().asked === put.current) store.setState({ asked: null });
  }, [scanFocus, clear, store]);

  const asked = useDeskState((state) => state.asked);
  const { type } = search;
  useEffect(() => {
    put.current = asked;
    if (asked === null || input.current === null) return;
    input.current.value = asked.text;
    // another number takes its place
    input.current.select();
    type(asked.text);
  }, [asked, type]);

  const { answer } = search;
  const shown = answer !== null && answer.text !== "";
  const at = Math.min(active, Math.max(0, (answer?.rows.length ?? 0) - 1));

  const open = async (row: number, whole: boolean): Promise<void> => {
    const text = input.current?.value.trim() ?? "";
    if (text === "") return;
    // Enter may be faster than the list: it waits for the answer to what stands in the box
    const isNewest = newest.begin();
    const { panel } = store.getState();
    const found = await search.ask(text);
    if (!isNewest() || store.getState().panel !== panel || input.current?.value.trim() !== text) return;
    const id = found.rows[Math.min(row, found.rows.length - 1)]?.id;
    if (id === undefined) actions.notFound(text);
    else if (whole) {
      // her page is for reading: its list takes the keyboard from an empty box
      input.current.value = "";
      ways().toReader(id);
    } else void actions.picked(id);
    store.setState({ asked: null });
    clear();
    if (id === undefined) input.current.select();
  };

  const openClicked = (reader: string): void => {
    newest.begin();
    void actions.picked(reader);
    store.setState({ asked: null });
    clear();
  };

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const strayEnter =
      event.nativeEvent.keyCode === 229 &&
      event.code === "Enter" &&
      !event.nativeEvent.isComposing &&
      !composing.current;
    // some set-ups report every key as the input method's; without a composition its Enter is a plain one
    if (isIme(event) && !strayEnter) return;
    const key = strayEnter ? "Enter" : event.key;
    const unchanged = input.current?.value === "" || !search.touched.current;
    if (event.altKey || event.metaKey || (event.ctrlKey && key !== "Enter" && key !== "z" && key !== "y")) return;
    if (key === "ArrowDown" && shown) setActive(Math.min(at + 1, answer.rows.length - 1));
    else if (key === "ArrowUp" && shown) setActive(Math.max(at - 1, 0));
    else if (key === "Enter" && !event.shiftKey && input.current?.value.trim() !== "") void open(at, event.ctrlKey);
    else if (key === "Escape") letGo();
    else if (key === "z" && event.ctrlKey && !event.shiftKey && unchanged) void actions.undo("undo");
    else if (key === "y" && event.ctrlKey && unchanged) void actions.undo("redo");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function letGo(): void {
    const empty = input.current?.value === "";
    if (empty && !unsolved && counts) actions.leaveMode();
    else if (empty || unsolved) actions.clear();
    else actions.focusScan();
  }

  return (
    <>
      <search className="scan">
        <label className="vh" htmlFor={`${listId}-box`}>
          {t("desk.scan-label")}
        </label>
        <input
          ref={input}
          id={`${listId}-box`}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("desk.scan-hint")}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && answer.rows.length > 0 ? rowId(listId, at) : undefined}
          aria-describedby="whose"
          data-scan-box=""
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
          onInput={(event) => {
            setActive(0);
            // told to the whole desk: not with every key of a scan
            if (store.getState().asked !== null) store.setState({ asked: null });
            search.type(event.currentTarget.value);
          }}
        />
        {/* after the field, which is laid out for itself and would be drawn over it */}
        <Icon icon={ScanBarcode} size={20} />
        <ScanState />
        {shown && <ScanList id={listId} answer={answer} active={at} onOpen={openClicked} />}
      </search>
      {waits && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <HeldScans />
          </WholeLanguage>
        </Suspense>
      )}
      <ModeChip />
    </>
  );
}

/** Waiting, found, or not: said beside the box, and aloud. */
function ScanState() {
  const t = useT();
  const outcome = useDeskState((state) => state.outcome);
  switch (outcome.tag) {
    case "waiting":
      return (
        <output className="scan-state">
          <Pill>{t("desk.scan-waiting")}</Pill>
        </output>
      );
    case "found":
      return (
        <output className="scan-state">
          <Pill tone="ok" icon={Check}>
            {outcome.ime ? t("desk.scan-past-ime") : t("desk.scan-found")}
          </Pill>
        </output>
      );
    case "not-found":
      return (
        <output className="scan-state">
          <Pill tone="warn" icon={CircleAlert}>
            {t("desk.scan-not-found")}
          </Pill>
        </output>
      );
    case "isbn":
      return (
        <output className="scan-state">
          <Pill tone="info" icon={CircleAlert}>
            {t("desk.scan-isbn")}
          </Pill>
        </output>
      );
  }
}
