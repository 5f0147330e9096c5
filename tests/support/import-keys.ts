/**
 * What a librarian presses for each file of the tables, from choosing it to the message that it is written: every key
 * and every click, counted on the real screen by `import-keys.test.tsx`. Fewer are better; more is a fault.
 */
export const IMPORT_KEYS: Readonly<Record<string, number>> = {
  "手写的格子.csv": 5,
  "丢了零.csv": 6,
  "不可能的值.csv": 5,
  "evergreen.csv": 5,
  "服务接口.json": 5,
  "两行列名.xlsx": 5,
  "重复的人.csv": 7,
  "类型和分馆.csv": 7,
  "办证登记表.txt": 5,
  "不是读者.csv": 2,
  "借还记录.csv": 5,
  "门禁.csv": 6,
  "circulation.csv": 5,
  "loans.json": 5,
  "每日次数.txt": 5,
  "folio-users.jsonl": 5,
  "shakespeare-members.csv": 5,
  "shakespeare-books.csv": 2,
  "cdnow-summary.csv": 2,
  "cdnow-sample.txt": 2,
  "clc-classes.csv": 7,
};
