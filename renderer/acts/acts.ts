/**
 * The one way for a person to write. An act is written and pale, then confirmed by its own number in the journal;
 * what the journal has not taken is said, watched by that number, and said again once it is there. Taking back goes
 * the same way. Nothing that throws is silent. Without words and screen: whoever listens finds the sentence.
 */
import type { SaveFailure } from "#shared/host/save-failure.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import { err, type Result } from "#shared/kernel/result.ts";
import type { CalledOut } from "#shared/model/readers/mask.ts";
import type { Health } from "../db/journal/journal-client.ts";
import { DatabaseGone } from "../db/presence.ts";
import type { Change } from "../db/write/changes.ts";
import type { Written } from "../db/write/command-chain.ts";
import { EntryTooLarge, ReaderChanged, ReaderGone, StreamMoved } from "../db/write/commit.ts";
import type { BatchToUndo, RunOptions, Undone, Writer } from "../db/write/writer.ts";
import type { MessageId, Said } from "../i18n/message-id.ts";
import type { DeskCommand } from "../platform/command.ts";

export interface Act {
  /** For history, as in `feedback.assign`. */
  readonly command: string;
  readonly changes: readonly Change[];
  /** Said when the journal has it. */
  readonly said: Said;
  readonly detail?: string;
  /** More than Undo that the toast offers. */
  readonly offers?: readonly Offer[];
  readonly options?: RunOptions;
  /** Its success is seen where it was done: only what goes wrong is said, and what comes right after that. */
  readonly quiet?: boolean;
  /** Called when the toast is to take it back; what it returns is called when it has. */
  readonly onUndo?: () => () => void;
}

export interface Offer {
  readonly label: MessageId;
  readonly keys?: string;
  readonly run: () => void;
}

export interface Begun {
  /** 0 where nothing had to be written. */
  readonly seq: number;
  /**
   * Whether the journal has it; false after ten seconds, or when it says why not. A form that gets false keeps its
   * text.
   */
  readonly saved: Promise<boolean>;
}

/** Why nothing was written. */
export type Why =
  | SaveFailure["tag"]
  /** A sync has given this desk a new stream: until the page is opened again nothing is written. */
  | "stream-moved"
  | "too-large"
  /** Whose it was to be is deleted or erased by now. */
  | "reader-gone"
  /** Somebody whom it joins was changed since it was looked at. */
  | "reader-changed"
  /** What this form wrote before is not safe yet: once more would be a second record. */
  | "still-pending"
  | "broken";

export type Direction = "undo" | "redo";

/** What is told of: an act, or one taken back or done again. */
export type Deed =
  | { readonly tag: "act"; readonly act: Act }
  /**
   * @property nothing all of it was left @property said what was said of it, where its own toast takes it back
   * @property was what was said of it when it was done, where that was on this page
   * @property who else whom it was about @property others how many more these were
   */
  | {
      readonly tag: "turned";
      readonly direction: Direction;
      readonly command: string;
      readonly left: readonly string[];
      readonly nothing?: true;
      readonly said?: Said;
      readonly was?: Said;
      readonly who?: readonly CalledOut[];
      readonly others?: number;
    };

export type News =
  | { readonly tag: "saving"; readonly answered: Promise<unknown> }
  /** @property late it had been called not safe before @property unsafe others that still are not */
  | {
      readonly tag: "saved";
      readonly deed: Deed;
      readonly seq: number;
      readonly late: boolean;
      readonly unsafe: readonly Deed[];
    }
  /** Something was written without a word: Ctrl+Z takes that back before what was told of. */
  | { readonly tag: "overtaken" }
  | { readonly tag: "not-safe"; readonly deed: Deed; readonly why: SaveFailure["tag"] }
  | { readonly tag: "not-begun"; readonly why: Why }
  | { readonly tag: "nothing"; readonly direction: Direction }
  | { readonly tag: "command-broke"; readonly command: Pick<DeskCommand, "label" | "values"> };

type TakeBackBatch = (batchId: string) => Promise<boolean>;

export interface Acts {
  /**
   * Answers when the act stands in the database, pale; null where nothing was written, which has been said.
   * @param form whoever asks; while its last act is not safe it writes nothing more
   */
  run(act: Act, form?: object): Promise<Begun | null>;
  /**
   * The last act, a batch as a whole too; the last one taken back; or a given command by its number.
   * @returns whether the journal has it
   */
  turn(which: Direction | number, said?: Said): Promise<boolean>;
  /** Who takes a whole batch back where that is the last act: it takes longer, and has words. @returns how to stop */
  onUndoBatch(of: BatchToUndo["of"], takeBack: TakeBackBatch): () => void;
  /** Runs a command of a key, a menu or the palette; one that throws is said. */
  attempt(command: Pick<DeskCommand, "label" | "values" | "run">): void;
  listen(listener: (news: News) => void): () => void;
}

export interface ActsDeps {
  readonly writer: Writer;
  /** Told of what throws, for the log of faults. */
  readonly report?: (error: unknown) => void;
}

/** So many acts as Ctrl+Z reaches, and as many of taking back. */
const REMEMBERED = 200;

interface Pending {
  readonly deed: Deed;
  readonly form: object | undefined;
}

export function createActs({ writer, report = () => undefined }: ActsDeps): Acts {
  const listeners = new Set<(news: News) => void>();
  /** Written and called not safe, by number. */
  const unsafe = new Map<number, Pending>();
  /** Commands that are being taken back: a second click takes nothing back twice. */
  const turning = new Set<number | string>();
  /** Whether the last one that was written is safe: the journal takes them in order. */
  let last: Promise<boolean> = Promise.resolve(true);
  /** Counts what is told of, so that an earlier answer does not cover a later act. */
  let latest = 0;
  /** Number of the last one that is told nowhere and can be taken back. */
  let untold = 0;

  /** What was said of the last acts, by number: taken back by a key, perhaps on another screen, they are told by it. */
  const saidOf = new Map<number, Said>();
  const remember = (seq: number, said: Said): void => {
    saidOf.set(seq, said);
    for (const oldest of saidOf.keys()) {
      if (saidOf.size <= REMEMBERED) break;
      saidOf.delete(oldest);
    }
  };

  const undoBatch = new Map<BatchToUndo["of"], TakeBackBatch>();

  const tell = (news: News): void => {
    for (const listener of listeners) listener(news);
  };
  const tellSaved = (deed: Deed, seq: number, late: boolean): void => {
    tell({ tag: "saved", deed, seq, late, unsafe: stillUnsafe() });
    if (untold > seq) tell({ tag: "overtaken" });
  };
  const refuse = (why: Why): null => {
    tell({ tag: "not-begun", why });
    return null;
  };

  /** While the journal does not answer nothing new is taken: a second press would write a second record. */
  const hindrance = (form?: object): Why | null => {
    const health = writer.health.get();
    if (health !== "ok") return whyOf(health);
    return form !== undefined && [...unsafe.values()].some((pending) => pending.form === form) ? "still-pending" : null;
  };

  const attempted = async <T>(write: () => Promise<T>): Promise<{ readonly value: T } | null> => {
    try {
      return { value: await write() };
    } catch (error) {
      if (error instanceof StreamMoved) return refuse("stream-moved");
      if (error instanceof DatabaseGone) return refuse("database-gone");
      if (error instanceof ReaderGone) return refuse("reader-gone");
      if (error instanceof ReaderChanged) return refuse("reader-changed");
      if (error instanceof EntryTooLarge) return refuse("too-large");
      report(error);
      return refuse("broken");
    }
  };

  const settled = async (deed: Deed, { seq, confirmed }: Written, form?: object): Promise<boolean> => {
    const isQuiet = deed.tag === "act" && deed.act.quiet === true;
    const own = isQuiet ? latest : ++latest;
    if (!isQuiet) tell({ tag: "saving", answered: confirmed });
    else if (deed.act.options?.undoable !== false) {
      untold = seq;
      tell({ tag: "overtaken" });
    }
    const answer = await confirmed.catch(asRefused);
    if (answer.ok) {
      if (!isQuiet && own === latest) tellSaved(deed, seq, false);
      return true;
    }
    const pending = { deed, form };
    unsafe.set(seq, pending);
    void watch(seq, pending, answer.error.tag);
    return false;
  };

  const stillUnsafe = (): readonly Deed[] => [...unsafe.values()].map(({ deed }) => deed);

  /** Says why it is not safe, and asks the journal for this very number until it has it; only then is it safe. */
  const watch = async (seq: number, pending: Pending, first: SaveFailure["tag"]): Promise<void> => {
    for (let why = first, said: Why | null = null; ; ) {
      if (why !== said) tell({ tag: "not-safe", deed: pending.deed, why });
      said = why;
      // its number will be another's: whoever made it makes it again
      if (why === "database-gone") return void unsafe.delete(seq);
      if (why === "journal-refused") await changed(writer.health);
      const answer = await writer.confirm(seq).catch(asRefused);
      if (answer.ok) break;
      why = answer.error.tag;
    }
    unsafe.delete(seq);
    tellSaved(pending.deed, seq, true);
  };

  const turned = async (direction: Direction, write: () => Promise<Undone | null>, said?: Said): Promise<boolean> => {
    const undone = await attempted(write);
    if (undone === null) return false;
    if (undone.value === null) {
      tell({ tag: "nothing", direction });
      return false;
    }
    const { of, command, left, nothing, who, others, written } = undone.value;
    const was = saidOf.get(of) ?? said;
    if (was !== undefined) remember(written.seq, was);
    last = settled(
      {
        tag: "turned",
        direction,
        command,
        left,
        ...(nothing && { nothing }),
        ...(said !== undefined ? { said } : was !== undefined && { was }),
        who,
        others,
      },
      written,
    );
    return last;
  };

  const turnedWhole = async (batchId: string, takeBack: TakeBackBatch): Promise<boolean> => {
    if (turning.has(batchId)) return false;
    turning.add(batchId);
    return takeBack(batchId).finally(() => turning.delete(batchId));
  };

  return {
    async run(act, form) {
      const why = hindrance(form);
      if (why !== null) return refuse(why);
      const written = await attempted(() => writer.run(act.command, act.changes, act.options));
      if (written === null) return null;
      // it stands there already, perhaps by an act that is not safe yet
      if (written.value.seq === 0) return { seq: 0, saved: last.then((isSafe) => isSafe || unsafe.size === 0) };
      remember(written.value.seq, act.said);
      last = settled({ tag: "act", act }, written.value, form);
      return { seq: written.value.seq, saved: last };
    },
    async turn(which, said) {
      const why = hindrance();
      if (why !== null) return refuse(why) !== null;
      const batch = which === "undo" && undoBatch.size > 0 ? await attempted(writer.batchToUndo) : { value: null };
      if (batch === null) return false;
      const takeBack = batch.value === null ? undefined : undoBatch.get(batch.value.of);
      if (batch.value !== null && takeBack !== undefined) return turnedWhole(batch.value.batchId, takeBack);
      if (typeof which !== "number") return turned(which, () => writer[which](), said);
      if (turning.has(which)) return false;
      turning.add(which);
      return turned("undo", () => writer.undoCommand(which), said).finally(() => turning.delete(which));
    },
    onUndoBatch(of, takeBack) {
      undoBatch.set(of, takeBack);
      return () => {
        if (undoBatch.get(of) === takeBack) undoBatch.delete(of);
      };
    },
    attempt(command) {
      const broke = (error: unknown): void => {
        report(error);
        tell({ tag: "command-broke", command });
      };
      try {
        Promise.resolve(command.run()).catch(broke);
      } catch (error) {
        broke(error);
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function whyOf(health: Exclude<Health, "ok">): Why {
  switch (health) {
    case "silent":
    case "unproved":
      return "journal-silent";
    case "full":
      return "disk-full";
    case "refused":
      return "disk-refused";
    case "away":
      return "folder-away";
    case "gone":
      return "database-gone";
    default:
      return assertNever(health);
  }
}

const asRefused = (error: unknown): Result<null, SaveFailure> => err({ tag: "journal-refused", reason: String(error) });

/** The next time that the journal takes something after it did not, or that there is nothing left to take. */
const changed = ({ get, subscribe }: Writer["health"]): Promise<void> =>
  new Promise((resolve) => {
    const stop = subscribe(() => {
      if (get() !== "ok" && get() !== "gone") return;
      stop();
      resolve();
    });
  });
