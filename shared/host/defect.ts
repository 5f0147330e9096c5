/**
 * An error that nobody expected, reduced to what may be written down: which kind it is, and where in the
 * program's own files it arose. Its message is never taken: it may hold a name, a card or what was typed.
 * Page and host reduce with this file, and the schema holds whoever brings a line to the same form.
 */
import * as v from "valibot";

/** Who met it: the page, its worker, or the process behind them. */
const PLACES = ["page", "worker", "host"] as const;
/** `start`: on the way to a working desk. `screen`: while a screen was drawn. `act`: anything else. */
const MOMENTS = ["start", "screen", "act"] as const;

export type DefectPlace = (typeof PLACES)[number];
export type DefectMoment = (typeof MOMENTS)[number];

/** Of the language, the browser, the database and our own; a name that is not here could be anybody's. */
const KINDS = [
  ..."Error TypeError RangeError ReferenceError SyntaxError EvalError URIError AggregateError ValiError".split(" "),
  ..."AbortError ConstraintError DataCloneError DataError InvalidAccessError InvalidStateError NetworkError NotAllowedError NotFoundError NotReadableError".split(
    " ",
  ),
  ..."NotSupportedError OperationError QuotaExceededError ReadOnlyError SecurityError TimeoutError TransactionInactiveError UnknownError VersionError".split(
    " ",
  ),
  ..."BulkError DatabaseClosedError InternalError InvalidTableError MissingAPIError ModifyError NoSuchDatabaseError OpenFailedError PrematureCommitError".split(
    " ",
  ),
  ..."SchemaError SubTransactionError UpgradeError ForeignAwaitError".split(" "),
] as const;

/** What a disk or a line can answer. */
const CODES = [
  ..."EACCES EADDRINUSE EAGAIN EBADF EBADMSG EBUSY ECONNRESET EDQUOT EEXIST EFBIG EINVAL EIO EISDIR EMFILE ENAMETOOLONG ENFILE ENODEV ENOENT".split(
    " ",
  ),
  ..."ENOMEM ENOSPC ENOTDIR ENOTEMPTY ENOTSUP ENXIO EPERM EPIPE EROFS ESTALE ETIMEDOUT".split(" "),
] as const;

const MOST_FRAMES = 8;
/** A script's name without its folder, line and column. */
const FRAME = /^[a-z0-9][\w.-]{0,60}\.(?:js|mjs|cjs|ts|tsx):\d{1,7}:\d{1,7}$/i;

export const defectSchema = v.object({
  place: v.picklist(PLACES),
  moment: v.picklist(MOMENTS),
  kind: v.picklist(KINDS),
  /** What the system called it, as in `EACCES`. */
  code: v.nullable(v.picklist(CODES)),
  at: v.pipe(v.array(v.pipe(v.string(), v.regex(FRAME))), v.maxLength(MOST_FRAMES)),
  /** How often so far. */
  times: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type Defect = v.InferOutput<typeof defectSchema>;

export function toDefect(error: unknown, place: DefectPlace, moment: DefectMoment): Defect {
  const thrown = typeof error === "object" && error !== null ? error : {};
  const code = "code" in thrown ? (CODES.find((known) => known === thrown.code) ?? null) : null;
  return { place, moment, kind: kindOf(error), code, at: framesOf(thrown), times: 1 };
}

/** The error's class, where it is a known one. */
function kindOf(error: unknown): string {
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : null;
  return KINDS.find((kind) => kind === name) ?? "Error";
}

/** Two of one sort are counted together. */
export const sortOf = ({ place, moment, kind, code, at }: Defect): string =>
  [place, moment, kind, code, ...at].join(" ");

/** One line of the log, for a person to read. */
export const defectLine = (defect: Defect): string => {
  const { place, moment, kind, code, at, times } = defect;
  return [place, moment, kind, ...(code === null ? [] : [code]), ...(times > 1 ? [`${times}×`] : []), ...at].join(" ");
};

/** Positions only; a stack repeats the message at its head, and what cannot be told from it is left out. */
function framesOf(thrown: object): string[] {
  const stack = "stack" in thrown && typeof thrown.stack === "string" ? thrown.stack : "";
  const message = "message" in thrown && typeof thrown.message === "string" ? thrown.message : "";
  const head = stack.indexOf(message);
  if (head === -1) return [];
  return stack
    .slice(head + message.length)
    .split("\n")
    .flatMap((line) => /^ +at .*?([^\s/\\()?]+)(?:\?[^\s:()]*)?:(\d+):(\d+)\)?$/.exec(line)?.slice(1).join(":") ?? [])
    .filter((frame) => FRAME.test(frame))
    .slice(0, MOST_FRAMES);
}
