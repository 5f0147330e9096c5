/** A number or address as two of them are compared: 138 0013-8000 and 13800138000 are one number. */
export const plainWay = (to: string): string =>
  to
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()\-–.]/g, "");
