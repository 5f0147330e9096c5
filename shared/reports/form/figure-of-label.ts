/**
 * Which figure a form's label asks for: our own names in three languages, and the usual words of authorities' forms.
 * Null where it asks for none of them, or for a part of one (of children, online): a wrong proposal costs more than
 * none.
 */
import type { FigureId } from "../figures.ts";
import type { WorkbookCell } from "./address.ts";
import { type LabelCell, labelsOf } from "./labels-of-cell.ts";
import { isMeasure } from "./unit-of-label.ts";

/** Only a part of a figure, or something made of it that we do not tell. */
const PART =
  /其中|少[儿兒]|[儿兒]童|未成年|青少年|老年|[残殘]疾|[盲]文|[网網][站上络絡路]|[线線]上|[数數][字位]|[电電]子|微信|人均(?!成本)|均每|平均|增[长長减減]|同比|[环環]比|of which|children|juvenile|online|digital|e-?books?\b|website|per capita/iu;

/**
 * Of the first that fits: what is made of a figure comes before the figure. Labels have been normalised (NFKC), without
 * spaces between Han.
 */
const WORDS: readonly (readonly [FigureId, RegExp])[] = [
  ["cost-per-reader", /[读讀]者人均成本|每位[读讀]者成本|cost per (?:active )?reader/iu],
  ["attendance-per-head", /每千人.*活[动動].*人次|attendance per 1,?000/iu],
  ["visits-per-head", /每千人.*(?:[到进進入][馆館]|流通)|visits per 1,?000/iu],
  ["loans-per-head", /每千人.*(?:外借|借[阅閱])|loans per 1,?000/iu],
  ["reached", /人口(?:覆[盖蓋]率|涵[盖蓋]率)|population reached/iu],
  ["promptness", /意[见見]答[复覆](?:用[时時]|[时時][间間])|promptness/iu],
  ["fill-rate", /(?:咨[询詢]|諮詢)(?:答[复覆]|解答)率|answer fill rate/iu],
  ["satisfaction", /[满滿]意[率度]|satisfaction/iu],
  ["willing-to-return", /[愿願]意再[来來]|willing(?:ness)? to return/iu],
  [
    "new-cards",
    /(?:新[增办辦发發]|[发發]放|[办辦]理?)(?:的|有效)*(?:借[书書阅閱]|[读讀]者|[阅閱][览覽])[证證卡]|[办辦][证證]|new (?:library |reader |borrower )?(?:cards|members|registrations)|cards issued/iu,
  ],
  ["active-readers", /活[跃躍](?:[读讀]者|用[户戶])|active (?:readers|borrowers|users|members)/iu],
  [
    "valid-cards",
    /(?:有效|持有?|累[计計])(?:的|有效)*(?:借[书書阅閱]|[读讀]者|[阅閱][览覽])?[证證卡]|有效[读讀]者|持[证證卡][读讀]者|valid cards|registered (?:readers|borrowers|users|members)|card ?holders/iu,
  ],
  ["population", /服[务務](?:[区區]域?|范[围圍]|範圍)?(?:常住)?人口|population/iu],
  [
    "event-attendance",
    /活[动動].*(?:人次|人[数數])|[参參](?:加|[与與]).*人次|(?:event|program(?:me)?) attendance|attendance at (?:events|program(?:me)?s)/iu,
  ],
  [
    "events-held",
    /活[动動].*(?:[场場]次?|次[数數])|(?:[举舉][办辦]|[组組][织織]|[开開]展).*活[动動]|(?:events|program(?:me)?s) (?:held|offered)|number of (?:events|program(?:me)?s)/iu,
  ],
  ["answered-opinions", /答[复覆].*意[见見]|意[见見].*答[复覆]|opinions answered/iu],
  ["enquiries", /咨[询詢]|諮詢|enquir(?:y|ies)|inquir(?:y|ies)|reference (?:questions|transactions)/iu],
  [
    "visits",
    /流通人次|(?:[到进進入来來][馆館]|接待)(?:[读讀]者)?(?:[总總])?(?:人次|人[数數])|接待[读讀]者|\bvisits\b|gate count|door count/iu,
  ],
  [
    "loans",
    /(?:外借|借[阅閱]|流通)(?:[总總])?(?:[册冊]次|[册冊][数數]|量)|文[献獻]外借$|\bloans\b|circulation|check-?outs/iu,
  ],
  ["purchases", /(?:新[购購]|新增|[购購]入|入藏|[采採][购購]).*[册冊]|purchases|items (?:bought|acquired)/iu],
  [
    "expenditure",
    /(?:[经經][费費].*|[总總]|[财財]政|本年|年度|[实實][际際])支出|支出(?:[合总總][计計]|[总總][额額])|^支出|[经經][费費](?:使用|合[计計]|[总總][额額])|^[总總]?[经經][费費](?:$|[(:])|expenditure|total spending/iu,
  ],
];

/** A measure alone, also in brackets, or a dash in its place says nothing of what is counted. */
const NO_MEASURE = /^[(]?(?:(?:[计計]量)?[单單]位:?)?(?:%|——?|-)?[)]?$/u;
const BARE = /^[(]?(?:(?:[计計]量)?[单單]位:?)?(.*?)[)]?$/u;

export function figureOfLabel(label: string): FigureId | null {
  const text = plain(label);
  if (PART.test(text)) return null;
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/**
 * As the nearest label of its row says that is no measure or number of the line; without one, or where it names a
 * branch or a month, as the nearest head above it.
 */
export function figureOfCell(cells: readonly LabelCell[], place: WorkbookCell): FigureId | null {
  const { ofRow, above } = labelsOf(cells, place);
  const [label, head] = [ofRow.find(isLabel), above.find(isLabel)];
  const ofLabel = label === undefined ? null : figureOfLabel(label);
  return (
    ofLabel ?? (head === undefined || (label !== undefined && PART.test(plain(label))) ? null : figureOfLabel(head))
  );
}

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/(?<=\P{ASCII})\s+|\s+(?=\P{ASCII})/gu, "")
    .trim();

function isLabel(text: string): boolean {
  const words = plain(text);
  return !NO_MEASURE.test(words) && !isMeasure(BARE.exec(words)?.[1] ?? "");
}
