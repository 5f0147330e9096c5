/**
 * Finds the newest file of a list in the place that was named for it: waits until nobody writes it any more, reads it in
 * pieces, and knows it by its columns.
 */
import type { CallResult, Host } from "#shared/host/contract.ts";
import type { ListFile, RefreshLook, RefreshPlaceFault } from "#shared/host/refresh-calls.ts";
import { isOfList } from "#shared/import-export/refresh/refresh-list.ts";
import { LIMITS } from "#shared/import-export/table/limits.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { FilePreview, ImportApi } from "../../platform/worker/import-api.ts";
import type { RefreshLookFailure } from "../../platform/worker/refresh-api.ts";

export type ListedFile = Omit<ListFile, "still">;

export interface FoundList {
  readonly file: ListedFile;
  /** Its bytes, under its name. */
  readonly blob: File;
  readonly preview: FilePreview;
}

/** Between two looks at a file that somebody may be writing. */
const LOOK_MS = 1_000;
/** Longer than a file has to stand still. */
const PATIENCE_MS = 13_000;

interface OtherFile {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface FindListDeps {
  readonly host: Host;
  readonly imports: Pick<ImportApi, "open">;
  readonly wait: (ms: number) => Promise<void>;
  readonly isCancelled: () => boolean;
  readonly tell: (stage: "waiting" | "reading", share: number) => void;
  /** By list, name, size and time: files that were opened and are of other lists, by their columns. */
  readonly others: Map<string, OtherFile>;
}

/**
 * @param isTaken nothing is read of a file that was taken already; answers it then without a preview
 * @param whyNot of a file that is not of the list by its columns, where that is nearly so; `isNamed`: it is the
 * place itself; `isOnly`: there is no other
 */
export async function findList(
  deps: FindListDeps,
  list: RefreshList,
  isTaken: (file: ListedFile) => boolean,
  whyNot: (
    file: OtherFile,
    at: { readonly isNamed: boolean; readonly isOnly: boolean },
  ) => RefreshLookFailure | null = () => null,
): Promise<Result<FoundList | { readonly file: ListedFile; readonly preview: null }, RefreshLookFailure>> {
  const look = await stillLook(deps, list);
  if (!look.ok) return look;
  const { path, what, files } = look.value;
  const keyOf = ({ name, size, modifiedAt }: ListedFile): string => [list, path, name, size, modifiedAt].join("\n");
  let unreadable: RefreshLookFailure | null = null;
  let unfinished: RefreshLookFailure | null = null;
  const at = { isNamed: what === "file", isOnly: files.length === 1 };
  let nearly: RefreshLookFailure | null = null;
  for (const { still, ...file } of files) {
    if (!still) unfinished ??= { tag: "being-written", name: file.name };
    const known = deps.others.get(keyOf(file));
    if (known !== undefined) nearly ??= whyNot(known, at);
    if (!still || known !== undefined) continue;
    if (isTaken(file)) return ok({ file, preview: null });
    if (deps.isCancelled()) return err({ tag: "cancelled" });
    const blob = await readWhole(deps, list, file);
    if (!blob.ok) return blob;
    const opened = await deps.imports.open(blob.value, (share) => deps.tell("reading", share));
    if (opened.ok && opened.value.own === null && isOfList(opened.value, list))
      return ok({ file, blob: blob.value, preview: opened.value });
    if (!opened.ok && opened.error.tag === "cancelled") return err({ tag: "cancelled" });
    if (opened.ok) {
      const other = { name: file.name, columns: opened.value.columns.map(({ header }) => header) };
      deps.others.set(keyOf(file), other);
      nearly ??= whyNot(other, at);
    } else unreadable ??= { tag: "unreadable", name: file.name, failure: opened.error };
    if (what === "file") break;
  }
  return err(unfinished ?? nearly ?? unreadable ?? { tag: "none-fits", path, files: files.length });
}

/** The latest file in a list's place, whatever its columns. */
export async function latestFile(deps: FindListDeps, list: RefreshList): Promise<Result<File, RefreshLookFailure>> {
  const look = await stillLook(deps, list);
  if (!look.ok) return look;
  const [latest] = look.value.files;
  if (latest === undefined) return err({ tag: "none-fits", path: look.value.path, files: 0 });
  return readWhole(deps, list, latest);
}

/** Waits for the latest file only: others may be written for as long as they like. */
async function stillLook(
  { host, wait, isCancelled, tell }: FindListDeps,
  list: RefreshList,
): Promise<Result<RefreshLook, RefreshLookFailure>> {
  for (let waited = 0; ; waited += LOOK_MS) {
    const look = await host("refresh.look", { list });
    if (!look.ok) return err(faultOf(look.error));
    const [latest] = look.value.files;
    if (latest === undefined || latest.still) return look;
    if (waited >= PATIENCE_MS) return err({ tag: "being-written", name: latest.name });
    if (isCancelled()) return err({ tag: "cancelled" });
    tell("waiting", Math.min(1, waited / PATIENCE_MS));
    await wait(LOOK_MS);
  }
}

async function readWhole(
  { host, tell, isCancelled }: FindListDeps,
  list: RefreshList,
  { name, size, modifiedAt }: ListedFile,
): Promise<Result<File, RefreshLookFailure>> {
  if (size > LIMITS.fileBytes)
    return err({
      tag: "unreadable",
      name,
      failure: { tag: "file-too-large", bytes: size, limit: LIMITS.fileBytes },
    });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < size; ) {
    if (isCancelled()) return err({ tag: "cancelled" });
    const piece = await host("refresh.read", { list, name, size, modifiedAt, from });
    if (!piece.ok) return err(piece.error.tag === "changed" ? { tag: "being-written", name } : faultOf(piece.error));
    pieces.push(piece.value.bytes);
    from += piece.value.bytes.length;
    tell("reading", from / size / 2);
  }
  return ok(new File(pieces, name, { lastModified: modifiedAt }));
}

type Asked = CallResult<"refresh.look"> | CallResult<"refresh.read">;

/** What the host says of a place is said; all else is that it has not answered. */
const faultOf = (error: Extract<Asked, { ok: false }>["error"]): RefreshPlaceFault | { readonly tag: "host-away" } =>
  error.tag === "no-place" || error.tag === "place-away" || error.tag === "not-plain" ? error : { tag: "host-away" };
