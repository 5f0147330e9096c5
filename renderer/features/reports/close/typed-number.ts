/** A number as a person types it: full-width digits, separators of thousands and spaces are taken, nothing else. */
const MOST = 1_000_000_000_000;

/** Undefined for what is no amount. */
export function parseTyped(text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
  return /^\d+(?:\.\d{1,2})?$/.test(plain) && Number(plain) <= MOST ? Number(plain) : undefined;
}
