/**
 * The entries of a zip, as far as every reader of zips must see the same ones: one directory, and each entry
 * named, packed and sized in its own header as the directory says. The libraries that unpack believe one the
 * directory and the other the headers, so a file in which they differ is no zip here.
 */
const END = 0x06054b50;
const WIDE_LOCATOR = 0x07064b50;
const WIDE_END = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The extra field with sizes of eight bytes. */
const WIDE_SIZES = 1;
const SIZES_FOLLOW = 8;
const MOST_ENTRIES = 10_000;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

export const STORED = 0;
const DEFLATED = 8;

interface ZipEntry {
  readonly name: string;
  readonly method: typeof STORED | typeof DEFLATED;
  readonly packed: Uint8Array<ArrayBuffer>;
  /** As declared: in the directory and, where it is known there, in the entry's own header. */
  readonly size: number;
}

interface Header {
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly name: Uint8Array<ArrayBuffer>;
  readonly end: number;
}

/** @returns null where there is no directory, or where not everything agrees with it */
export function readZipEntries(bytes: Uint8Array<ArrayBuffer>): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory === null) return null;
  const entries: ZipEntry[] = [];
  for (let at = directory.from; entries.length < directory.count; ) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const listed = readHeader(bytes, view, at + 10, at + 46);
    const local = view.getUint32(at + 42, true);
    if (listed === null || local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return null;
    const own = readHeader(bytes, view, local + 8, local + 30);
    const { method, packedSize, size } = listed;
    if (
      own === null ||
      (method !== STORED && method !== DEFLATED) ||
      !agree(listed, own, (view.getUint16(local + 6, true) & SIZES_FOLLOW) !== 0)
    )
      return null;
    if (own.end + packedSize > bytes.length) return null;
    entries.push({
      name: new TextDecoder().decode(listed.name),
      method,
      packed: bytes.subarray(own.end, own.end + packedSize),
      size,
    });
    at = listed.end + view.getUint16(at + 32, true);
  }
  return entries;
}

function agree(listed: Header, own: Header, sizesFollow: boolean): boolean {
  if (
    own.method !== listed.method ||
    own.name.length !== listed.name.length ||
    own.name.some((byte, index) => byte !== listed.name[index])
  )
    return false;
  return (
    (own.packedSize === listed.packedSize && own.size === listed.size) ||
    (sizesFollow && own.packedSize === 0 && own.size === 0)
  );
}

/**
 * The part that both kinds of header share, from the method on.
 *
 * @param names where the name begins: the extra field follows it
 */
function readHeader(bytes: Uint8Array<ArrayBuffer>, view: DataView, at: number, names: number): Header | null {
  const [nameLength, extraLength] = [view.getUint16(at + 18, true), view.getUint16(at + 20, true)];
  const end = names + nameLength + extraLength;
  if (end > bytes.length) return null;
  let [packedSize, size] = [view.getUint32(at + 10, true), view.getUint32(at + 14, true)];
  for (let field = names + nameLength; field + 4 <= end; ) {
    const length = view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === WIDE_SIZES) {
      if (length < 16 || field + 20 > end) return null;
      // zero there means the plain one
      size = wide(view, field + 4) || size;
      packedSize = wide(view, field + 12) || packedSize;
    }
    field += 4 + length;
  }
  return { method: view.getUint16(at, true), packedSize, size, name: bytes.subarray(names, names + nameLength), end };
}

const wide = (view: DataView, at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

/** The last mark of an end is the one that counts, wherever a reader starts to look for it. */
function findDirectory(view: DataView): { readonly from: number; readonly count: number } | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  let end = view.byteLength - 4;
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first || end + END_LENGTH > view.byteLength) return null;
  const count = view.getUint16(end + 8, true);
  const from = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES || count !== view.getUint16(end + 10, true)) return null;
  return isOtherDirectory(view, end, count, from) ? null : { from, count };
}

/** A second directory, for large files, is believed by some instead of the first. */
function isOtherDirectory(view: DataView, end: number, count: number, from: number): boolean {
  if (end < 20 || view.getUint32(end - 20, true) !== WIDE_LOCATOR) return false;
  const at = view.getUint32(end - 12, true);
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== WIDE_END) return true;
  return view.getUint32(at + 32, true) !== count || view.getUint32(at + 48, true) !== from;
}
