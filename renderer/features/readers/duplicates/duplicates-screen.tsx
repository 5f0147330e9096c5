/**
 * Readers who may be one person: the pairs on the left, two side by side on the right. An act leaves the next pair in
 * hand and the focus in the list.
 */
import { RefreshCw, Users } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useActs } from "../../../acts/use-acts.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PaperHead } from "../../../desk-services/paper/paper-head.tsx";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { whileReporting } from "../../../platform/worker/worker-callback.ts";
import { Button } from "../../../ui/button.tsx";
import { takeFocus } from "../../../ui/dialogs/take-focus.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { isInside } from "../../../ui/keyboard.ts";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { ReaderPages } from "../reader-pages.tsx";
import { DecidedPane } from "./decided-pane.tsx";
import { duplicateCommands } from "./duplicate-commands.ts";
import styles from "./duplicates.module.css";
import { type Duplicates, useDuplicates, usePairSeen } from "./duplicates-queries.ts";
import { usePairActs } from "./pair-acts.ts";
import { type DuplicateView, PairList, PairViews } from "./pair-list.tsx";
import { PairPane, type PairPaneHold } from "./pair-pane.tsx";
import {
  bringBack,
  decidePair,
  forgetAct,
  goTo,
  inHand,
  inOrder,
  noteAnother,
  type PairPlace,
  putOff,
  START,
  settlePlace,
} from "./pair-place.ts";

export const DUPLICATES = "/readers/duplicates";
/** Noted as they begin. */
const OF_PAIRS: ReadonlySet<string> = new Set(["reader.merge", "reader.not-same"]);

export function DuplicatesScreen() {
  const t = useT();
  const duplicates = useDuplicates();
  const looking = useLooking(duplicates);
  return (
    <section className={styles.page} aria-labelledby="duplicates-h">
      <PaperHead title={t("readers.page-duplicates")} scope={t("words.all-branches")} />
      <header className="page-head">
        <h1 className="nowrap no-print" id="duplicates-h">
          {t("readers.title")}
        </h1>
        <ReaderPages current="duplicates" waiting={duplicates?.looked ? duplicates.pairs.length : undefined} />
        <span className="meta push">
          <LookedAt duplicates={duplicates} looking={looking} />
        </span>
        <Button icon={RefreshCw} disabled={looking.share !== null} onClick={() => void looking.look()}>
          {t("duplicates.look-again")}
        </Button>
      </header>
      {duplicates === undefined ? (
        <main className={styles.main} id="main" aria-busy="true" />
      ) : (
        <Decide duplicates={duplicates} looking={looking} />
      )}
    </section>
  );
}

interface Looking {
  /** How far the look is, 0 to 1; null while nobody looks. */
  readonly share: number | null;
  readonly hasFailed: boolean;
  readonly look: () => Promise<unknown>;
}

/** The first time on a day by itself, and whenever somebody asks. */
function useLooking(duplicates: Duplicates | undefined): Looking {
  const { worker, clock } = useServices();
  const format = useFormat();
  const [share, setShare] = useState<number | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const look = useOnce(async (): Promise<void> => {
    setShare(0);
    setFailed(false);
    try {
      await whileReporting(setShare, (onProgress) => worker.duplicates.find(onProgress));
    } catch {
      setFailed(true);
    } finally {
      setShare(null);
    }
  });
  const isRead = duplicates !== undefined;
  const lookedOn = duplicates?.looked == null ? null : format.day(duplicates.looked.at);
  const isOfToday = lookedOn === format.day(clock.now());
  const begun = useRef(false);
  useEffect(() => {
    if (!isRead || isOfToday || begun.current) return;
    begun.current = true;
    void look();
  }, [isRead, isOfToday, look]);
  return { share, hasFailed, look };
}

function LookedAt({ duplicates, looking }: { duplicates: Duplicates | undefined; looking: Looking }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  if (looking.share !== null)
    return (
      <span className="row">
        {t("duplicates.looking")}
        <ProgressBar thin label={t("duplicates.looking")} done={looking.share} total={1} />
      </span>
    );
  if (looking.hasFailed) return t("duplicates.look-failed");
  if (duplicates?.looked == null) return null;
  const { at, readers } = duplicates.looked;
  const isToday = format.day(at) === format.day(now);
  return t("duplicates.looked", {
    when: isToday ? t("duplicates.today-at", { time: format.time(at) }) : format.moment(at, now),
    count: readers,
  });
}

function Decide({ duplicates, looking }: { duplicates: Duplicates; looking: Looking }) {
  const t = useT();
  const { singleKeys = true } = useDeviceSettings();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("pair");
  const [view, setView] = useState<DuplicateView>("waiting");
  const [place, setPlace] = useState<PairPlace>({ ...START, key: asked });
  const [marked, setMarked] = useState(0);
  const holder = useRef<HTMLElement>(null);
  const run = usePairActs();
  const acts = useActs();
  const { show } = useToasts();
  const pane = useRef<PairPaneHold>(null);

  const byKey = useMemo(() => new Map(duplicates.pairs.map((pair) => [pair.key, pair])), [duplicates.pairs]);
  const listed = useMemo(() => inOrder([...byKey.keys()], place), [byKey, place]);
  const hand = inHand(listed, place);
  useLayoutEffect(() => setPlace((now) => settlePlace(now, listed)), [listed]);
  const isWaiting = view === "waiting";
  const read = usePairSeen(isWaiting && !hand.isGone ? hand.key : null);
  // the answer for the pair before must not be decided under the name of this one
  const seen = read?.key === hand.key ? read?.seen : undefined;
  const waiting = hand.key === null ? undefined : byKey.get(hand.key);
  const apart = duplicates.apart[Math.min(marked, duplicates.apart.length - 1)];
  const merged = duplicates.merged[Math.min(marked, duplicates.merged.length - 1)];

  const focusList = useCallback(
    (): void => holder.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus(),
    [],
  );
  const act = async (deed: "merge" | "not-same"): Promise<void> => {
    const picks = pane.current?.picks() ?? null;
    if (seen == null || hand.key === null || (deed === "merge" && picks === null)) return;
    const key = hand.key;
    const answer = run(
      deed === "merge" && picks !== null ? { tag: "merge", seen, picks } : { tag: "not-same", seen },
      () => {
        setPlace((now) => decidePair(now, listed, key));
        focusList();
      },
    );
    // what stands in the database and waits for the journal has left the list already
    if ((await answer) === false && latest.current.listed.includes(key)) setPlace((now) => bringBack(now, key));
  };
  const undoWaiting = async (): Promise<void> => {
    const last = place.done.at(-1);
    if (last?.tag === "later") {
      setPlace((now) => bringBack(now, last.key));
      show({ text: t("acts.undone", { act: t("duplicates.later") }) });
    } else if ((await run({ tag: "undo" })) === true && last?.tag === "decided")
      setPlace((now) => bringBack(now, last.key));
  };
  const undo = async (): Promise<void> => {
    if (view === "waiting") await undoWaiting();
    else if (view === "apart" && apart !== undefined) await run({ tag: "take-back", apart });
    else if (view === "merged" && merged !== undefined) await run({ tag: "part", merged });
    focusList();
  };
  const later = (): void => {
    const { key } = hand;
    if (key !== null && !hand.isGone) {
      setPlace((now) => putOff(now, listed, key));
      const onClick = (): void => setPlace((now) => bringBack(now, key));
      show({
        text: t("duplicates.did-later"),
        actions: [{ label: t("acts.undo"), keys: "Ctrl+Z", undo: true, onClick }],
      });
    }
    focusList();
  };
  useEffect(
    () =>
      acts.listen((news) => {
        if (news.tag !== "saved" || news.late) return;
        if (news.deed.tag === "turned") setPlace(news.deed.direction === "undo" ? forgetAct : noteAnother);
        else if (!OF_PAIRS.has(news.deed.act.command)) setPlace(noteAnother);
      }),
    [acts],
  );

  const isUndoable = isWaiting && place.done.length > 0;
  const now = { act, undo, later, listed, isUndoable, hasPair: isWaiting && !hand.isGone && hand.key !== null };
  const latest = useRef(now);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = now;
  });
  const isHeldKey = useHeldKeyNote();
  const commands = useMemo(() => {
    const isAtWork = (pressed: EventTarget | null): boolean =>
      isInside(holder.current, pressed) || isInside(pane.current?.place() ?? null, pressed);
    // a key that is held down decides one pair, not all of them
    const once = (act: () => unknown) => (): void => {
      if (!isHeldKey()) act();
    };
    return duplicateCommands({
      singleKeys,
      isAtWork,
      hasPair: () => latest.current.hasPair,
      isUndoable: () => latest.current.isUndoable,
      onMerge: once(() => void latest.current.act("merge")),
      onNotSame: once(() => void latest.current.act("not-same")),
      onLater: once(() => latest.current.later()),
      onUndo: once(() => void latest.current.undo()),
      onLeft: () => pane.current?.takeAll("left"),
      onRight: () => pane.current?.takeAll("right"),
    });
  }, [singleKeys, isHeldKey]);
  useScreenCommands(commands);

  const isEmpty =
    { waiting: listed.length, apart: duplicates.apart.length, merged: duplicates.merged.length }[view] === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another list
  useEffect(() => {
    if (!isEmpty) takeFocus(holder.current, "listbox");
    // the list went with its last pair
    else if (document.activeElement === document.body)
      holder.current?.querySelector<HTMLElement>('[aria-current="page"]')?.focus();
  }, [isEmpty, view]);

  const openReader = (id: string, tab?: string): void => {
    // whoever comes back has the same pair in hand
    if (hand.key !== null) navigate(`${DUPLICATES}?pair=${encodeURIComponent(hand.key)}`, { replace: true });
    navigate(`/readers/${id}${tab === undefined ? "" : `?tab=${tab}`}`);
  };

  return (
    <div className={styles.split}>
      <section className={styles.list} aria-label={t("duplicates.list")} ref={holder}>
        <PairViews
          view={view}
          counts={{
            waiting: duplicates.pairs.length,
            apart: duplicates.apart.length,
            merged: duplicates.merged.length,
          }}
          onView={(next) => {
            setView(next);
            setMarked(0);
          }}
        />
        {isEmpty ? (
          <EmptyState icon={Users}>
            {view !== "waiting"
              ? t(`duplicates.none-${view}`)
              : looking.share !== null || duplicates.looked === null
                ? t("duplicates.none-yet")
                : t("duplicates.none-waiting")}
          </EmptyState>
        ) : (
          <PairList
            view={view}
            pairs={listed.flatMap((key) => byKey.get(key) ?? [])}
            later={new Set(place.later)}
            duplicates={duplicates}
            active={isWaiting ? hand.index : marked}
            singleKeys={singleKeys}
            onActive={(index) =>
              isWaiting
                ? // behind one that is gone comes the one that took its place
                  setPlace((now) => goTo(now, listed, hand.isGone ? hand.index : index))
                : setMarked(index)
            }
            onOpen={() => pane.current?.focus()}
          />
        )}
        {isWaiting && duplicates.more > 0 && (
          <p className={styles.more}>{t("duplicates.more", { count: duplicates.more })}</p>
        )}
      </section>
      {isWaiting ? (
        <PairPane
          key={hand.key ?? ""}
          hold={pane}
          pair={waiting}
          seen={hand.isGone ? null : seen}
          isNone={hand.key === null}
          onMerge={() => void act("merge")}
          onNotSame={() => void act("not-same")}
          onLater={later}
          onLeave={focusList}
          onReader={openReader}
        />
      ) : (
        <DecidedPane
          {...(view === "apart" ? { apart } : { merged })}
          onTakeBack={() => void undo()}
          onReader={openReader}
        />
      )}
    </div>
  );
}

/** Whether the last key that was pressed is one that is held down. */
function useHeldKeyNote(): () => boolean {
  const isHeld = useRef(false);
  useEffect(() => {
    const note = (event: KeyboardEvent): void => {
      isHeld.current = event.repeat;
    };
    const forget = (): void => {
      isHeld.current = false;
    };
    window.addEventListener("keydown", note, true);
    window.addEventListener("keyup", forget, true);
    window.addEventListener("pointerdown", forget, true);
    return () => {
      window.removeEventListener("keydown", note, true);
      window.removeEventListener("keyup", forget, true);
      window.removeEventListener("pointerdown", forget, true);
    };
  }, []);
  return useCallback(() => isHeld.current, []);
}
