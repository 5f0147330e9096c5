/**
 * Asks for a workbook's formulas to be computed anew when it is opened, since the numbers they were computed from have
 * changed.
 */
import { elementsIn, withAttribute } from "./xml-text.ts";

/** `calcPr` comes after all of these that are there (ECMA-376, 18.2.27). */
const BEFORE = ["definedNames", "externalReferences", "functionGroups", "sheets"] as const;
const FLAG = "fullCalcOnLoad";

/** @param xml of the workbook itself */
export function recalculated(xml: string): string {
  const [known] = elementsIn(xml, "calcPr");
  if (known !== undefined)
    return xml.slice(0, known.from) + withAttribute(known.open, FLAG, "1") + xml.slice(known.from + known.open.length);
  const before = BEFORE.map((name) => elementsIn(xml, name).at(-1)).find((element) => element !== undefined);
  return before === undefined
    ? xml
    : `${xml.slice(0, before.to)}<${before.prefix}calcPr ${FLAG}="1"/>${xml.slice(before.to)}`;
}
