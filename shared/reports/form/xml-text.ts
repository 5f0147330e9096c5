/**
 * Elements of an XML text found where they stand, so that all around them stays byte for byte. For parts of workbooks,
 * whose elements of one name do not lie in each other.
 */

export interface Element {
  /** With its prefix. */
  readonly name: string;
  /** `x:` or nothing. */
  readonly prefix: string;
  /** The whole opening tag. */
  readonly open: string;
  /** Empty where it closes itself. */
  readonly body: string;
  readonly from: number;
  readonly to: number;
}

/** @param name without its prefix */
export function elementsIn(xml: string, name: string): readonly Element[] {
  const opening = new RegExp(`<((?:[\\w.-]+:)?)${name}(?=[\\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>`, "g");
  const found: Element[] = [];
  for (let match = opening.exec(xml); match !== null; match = opening.exec(xml)) {
    const [open, prefix = ""] = match;
    const whole = `${prefix}${name}`;
    const after = match.index + open.length;
    if (open.endsWith("/>")) {
      found.push({ name: whole, prefix, open, body: "", from: match.index, to: after });
      continue;
    }
    const closing = `</${whole}>`;
    const end = xml.indexOf(closing, after);
    if (end < 0) break;
    found.push({ name: whole, prefix, open, body: xml.slice(after, end), from: match.index, to: end + closing.length });
    opening.lastIndex = end + closing.length;
  }
  return found;
}

const attribute = (name: string): RegExp => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);

/** As it stands there; undefined where it is not. */
export function attributeOf(open: string, name: string): string | undefined {
  const found = attribute(name).exec(open);
  return found?.[1] ?? found?.[2];
}

/** @param value null takes it away */
export function withAttribute(open: string, name: string, value: string | null): string {
  const without = open.replace(attribute(name), "");
  return value === null ? without : without.replace(/\s*(\/?)>$/, ` ${name}="${value}"$1>`);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export const plainText = (xml: string): string =>
  xml.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
