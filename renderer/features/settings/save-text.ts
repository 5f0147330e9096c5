/** Keeps what a field says when it is left; where that fails the field shows what stands. */
export async function saveText(
  event: { currentTarget: HTMLInputElement },
  before: string,
  save: (text: string) => Promise<boolean>,
): Promise<void> {
  const field = event.currentTarget;
  const text = field.value.trim();
  if (text !== before && !(await save(text))) field.value = before;
}
