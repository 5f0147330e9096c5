/**
 * A sheet as the document that a browser prints. All text in it is escaped, nothing in it can load, run or lead anywhere,
 * and what stands outside of its page is not drawn.
 */
import { TEXT_LANGUAGES, type TextLanguage } from "../text/merge-fields.ts";
import {
  LINE_HEIGHT,
  type PrintedBars,
  type PrintedLine,
  type PrintedPage,
  type PrintedSheet,
} from "./printed-sheet.ts";

/** The language's own shapes first, then fonts with rare characters; whatever else is installed comes behind them. */
export const PAPER_FONTS: Readonly<Record<TextLanguage, string>> = {
  "zh-CN":
    '"Noto Serif CJK SC", "Source Han Serif SC", SimSun, NSimSun, "Songti SC", SimSun-ExtB, SimSun-ExtG, "Plangothic P1", serif',
  "zh-TW":
    '"Noto Serif CJK TC", "Source Han Serif TC", PMingLiU, MingLiU, "Songti TC", PMingLiU-ExtB, MingLiU-ExtB, SimSun-ExtB, serif',
  en: '"Times New Roman", "Liberation Serif", "Noto Serif CJK SC", SimSun, serif',
};

/** @example `<b>` is `&lt;b&gt;` */
const escaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no document may hold
  text.replace(/[\u0000-\u001f\u007f]/g, " ").replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const LEFT_TO_RIGHT = /[\p{Script=Han}\p{Script=Latin}]/u;

const number = (value: number): string => String(Math.round(value * 1000) / 1000);

/**
 * Always begun at its place. Its direction is that of its script; of a line in several scripts, that of the letter: a name
 * from right to left stands in its place there and turns nothing round.
 */
function lineHtml({ x, y, size, text, bold, toEnd }: PrintedLine, width: number): string {
  const at = toEnd === true ? `right:${number(width - x)}mm` : `left:${number(x)}mm`;
  const weight = bold === true ? ";font-weight:700" : "";
  return `<p style="${at};top:${number(y)}mm;font-size:${number(size)}pt${weight}"><bdi${LEFT_TO_RIGHT.test(text) ? ' dir="ltr"' : ""}>${escaped(text)}</bdi></p>`;
}

function barsHtml({ x, y, height, unit, widths }: PrintedBars): string {
  let [path, at] = ["", 0];
  widths.forEach((width, place) => {
    if (place % 2 === 0) path += `M${at} 0h${width}v1h-${width}z`;
    at += width;
  });
  return `<svg style="left:${number(x)}mm;top:${number(y)}mm;width:${number(at * unit)}mm;height:${number(height)}mm" viewBox="0 0 ${at} 1" preserveAspectRatio="none"><path d="${path}"/></svg>`;
}

const pageHtml = ({ language, lines, bars }: PrintedPage, width: number): string =>
  `<section lang="${language}">${lines.map((line) => lineHtml(line, width)).join("")}${bars.map(barsHtml).join("")}</section>`;

export function sheetHtml({ width, height, title, pages }: PrintedSheet): string {
  const size = `${number(width)}mm ${number(height)}mm`;
  return [
    `<!doctype html><html><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title><style>`,
    `@page{size:${size};margin:0}html,body{margin:0;padding:0}`,
    `section{position:relative;width:${number(width)}mm;height:${number(height)}mm;overflow:hidden;break-after:page;break-inside:avoid}`,
    `section:last-of-type{break-after:auto}`,
    `p,svg{position:absolute;margin:0;white-space:pre;line-height:${LINE_HEIGHT};color:#000;fill:#000}`,
    ...TEXT_LANGUAGES.map((language) => `section:lang(${language}){font-family:${PAPER_FONTS[language]}}`),
    `</style></head><body>${pages.map((page) => pageHtml(page, width)).join("")}</body></html>`,
  ].join("");
}
