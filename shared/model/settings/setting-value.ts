/** What a setting of the whole library says; one that was taken back says nothing. */
export const settingValue = (
  row: { readonly value?: unknown; readonly gone?: 1 | undefined } | null | undefined,
): unknown => (row?.gone === 1 ? undefined : row?.value);
