/**
 * What a PDF of Chromium's holds, read from its bytes: pages, their boxes, and characters that no font has, which it draws
 * as glyph 0 of one.
 */
import { inflateSync } from "node:zlib";

export interface PdfFacts {
  readonly pages: number;
  /** In points, each once. */
  readonly boxes: readonly (readonly [number, number])[];
  readonly glyphs: number;
  readonly missing: number;
}

export function readPdfFacts(bytes: Uint8Array): PdfFacts {
  const text = Buffer.from(bytes).toString("latin1");
  const objects = new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\r?\n([\s\S]*?)endobj/g)].map(([, no = "", body = ""]) => [no, body]),
  );
  // Skia names each font once in a document, /F4 for object 4
  const isWide = (font: string): boolean => /\/Subtype \/Type0/.test(objects.get(font) ?? "");
  const codes = [...objects.values()].flatMap((body) => codesIn(contentOf(body), isWide));
  const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [Math.round(Number(width)), Math.round(Number(height))].join(),
  );
  return {
    pages: text.match(/\/Type \/Page\b/g)?.length ?? 0,
    boxes: [...new Set(boxes)].map((box): [number, number] => {
      const [width = 0, height = 0] = box.split(",").map(Number);
      return [width, height];
    }),
    glyphs: codes.length,
    missing: codes.filter((code) => /^0+$/.test(code)).length,
  };
}

function contentOf(body: string): string {
  const [head = "", rest] = body.split(/stream\r?\n/, 2);
  if (rest === undefined || !head.includes("/FlateDecode")) return "";
  const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
  const start = body.indexOf(rest, head.length);
  try {
    return inflateSync(Buffer.from(body.slice(start, start + length), "latin1")).toString("latin1");
  } catch {
    return "";
  }
}

function codesIn(content: string, isWide: (font: string) => boolean): readonly string[] {
  let size = 2;
  return [...content.matchAll(/\/F(\d+) [\d.]+ Tf|<([0-9A-F]+)>(?=[^<>]*?T[jJ])/g)].flatMap(([, font, hex]) => {
    if (font !== undefined) size = isWide(font) ? 4 : 2;
    return hex === undefined ? [] : (hex.match(new RegExp(`.{1,${size}}`, "g")) ?? []);
  });
}
