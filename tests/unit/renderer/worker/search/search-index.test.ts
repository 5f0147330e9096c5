import { describe, expect, it } from "vitest";
import type { SearchedReader } from "../../../../../renderer/worker/search/reader-keys.ts";
import { createReadings } from "../../../../../renderer/worker/search/readings.ts";
import { createSearchIndex, type SearchIndex } from "../../../../../renderer/worker/search/search-index.ts";
import { createSimplifier } from "../../../../../renderer/worker/simplify.ts";

const toSimplified = createSimplifier();

const indexOf = (rows: Readonly<Record<string, SearchedReader>>): SearchIndex => {
  const index = createSearchIndex(createReadings(toSimplified), toSimplified);
  for (const [id, row] of Object.entries(rows)) index.put(id, row);
  return index;
};
const find = (index: SearchIndex, text: string, seenToday: readonly string[] = []): readonly string[] =>
  index.query({ text, limit: 50, seenToday }).hits.map(({ id, rank }) => `${id}:${rank}`);

const finds = (name: string, ...texts: readonly string[]): void => {
  const index = indexOf({ other: { name: "丁" }, it: { name } });
  for (const text of texts)
    expect(
      find(index, text).map((hit) => hit.split(":")[0]),
      `${name} by ${text}`,
    ).toEqual(["it"]);
};

describe("finding by name", () => {
  it("reads surnames as surnames, and still takes the other reading", () => {
    finds("曾小贤", "zeng", "zengxiaoxian", "zxx", "ceng", "Zeng Xiao", "zēng xiǎo", "zeng'xiao'xian");
    finds("单雄信", "shan", "shanxx".slice(0, 4), "sxx");
    finds("查良镛", "zhaly".slice(0, 3), "zha liang yong", "zly");
    finds("区小明", "ouxiaoming", "oxm", "qu");
    finds("尉迟恭", "yuchi", "yuchigong", "ycg", "尉迟");
    finds("万俟卨", "moqi", "mqx", "万俟");
    finds("仇英", "qiu", "qy");
    finds("解缙", "xie", "jie");
  });

  it("takes ü as v, u, yu and ü", () => finds("吕布", "lv", "lvbu", "lubu", "lyubu", "lüb", "lb"));

  it("finds by zhuyin, whole or by the first symbol of each character", () => {
    finds("王曉明", "ㄨㄤˊ", "ㄨㄤˊ ㄒㄧㄠˇ ㄇㄧㄥˊ", "ㄨㄤˊㄒ", "ㄨㄒㄇ", "ㄒㄧㄠˇ");
    finds("呂秀蓮", "ㄌㄩˇ", "ㄌㄒㄌ");
    finds("徐志摩", "ㄒㄩˊㄓˋㄇㄛˊ", "ㄒㄓㄇ");
    // one that goes on is found behind, as in pinyin
    expect(find(indexOf({ a: { name: "林怡君" }, b: { name: "李雷" } }), "ㄌㄧˇ")).toEqual(["b:pinyin", "a:contains"]);
  });

  it("takes zhuyin for whole syllables first: ㄓㄤ is no ㄓㄢ before a ㄍ", () => {
    const index = indexOf({ zhan: { name: "詹冠宇" }, zhang: { name: "張學友" }, inner: { name: "李彰" } });
    expect(find(index, "ㄓㄤ")[0]).toBe("zhang:pinyin");
    expect(find(index, "ㄓㄢ ㄍ").map((hit) => hit.split(":")[0])).toEqual(["zhan"]);
    expect(find(indexOf({ zeng: { name: "曾小賢" } }), "ㄗㄥ")).toEqual(["zeng:pinyin"]);
    expect(find(indexOf({ ceng: { name: "曾小賢" } }), "ㄘㄥˊ")).toEqual(["ceng:pinyin"]);
  });

  it("finds traditional by simplified and the other way round", () => {
    finds("張學友", "张学友", "張學友", "张", "zhangxueyou", "zxy");
    finds("张学友", "張學", "學友");
    finds("單雄信", "单", "單", "shan");
    finds("萬俟卨", "万俟", "moqi");
  });

  it("does not mind a variation selector in the name or in the text", () => {
    finds("葛\u{E0100}优", "葛优", "葛\u{E0101}", "ge", "geyou", "gy");
    finds("葛优", "葛\u{E0100}优");
  });

  it("finds names outside the basic plane", () => {
    finds("𠮷田一郎", "𠮷", "𠮷田", "田一", "jitian", "jtyl", "yilang");
    finds("𬭎伟", "𬭎", "hong", "hw");
  });

  it("finds names in parts with any dot, and by a later part", () => {
    finds(
      "阿依古丽·买买提",
      "阿依古丽·买买提",
      "阿依古丽・买买提",
      "阿依古丽•买买提",
      "阿依古丽．买",
      "阿依古丽买买",
      "买买提",
      "古丽",
      "ayiguli",
      "aygl",
      "maimaiti",
    );
  });

  it("finds Latin names by each word, in either order, with and without accents and apostrophes", () => {
    finds("Sinéad O’Connor", "sinead", "o'connor", "oconnor", "O’CON", "connor", "Sinéad O", "connor sinead", "soc");
    finds("Jürgen Müller", "muller", "müller", "MÜLLER", "jurgen m", "jm", "ller");
  });

  it("finds by the preferred name", () => {
    const index = indexOf({ it: { name: "王建国", preferredName: "老国" }, other: { name: "丁" } });
    expect(find(index, "老国")).toEqual(["it:name"]);
    expect(find(index, "laoguo")).toEqual(["it:pinyin"]);
  });

  it("finds by the name that a record bore before it was merged", () => {
    const index = indexOf({ it: { name: "周八", formerNames: ["王小明"] }, other: { name: "丁" } });
    expect(find(index, "王小明")).toEqual(["it:name"]);
    expect(find(index, "wangxiao")).toEqual(["it:pinyin"]);
    expect(find(index, "周八")).toEqual(["it:name"]);
  });

  it("finds by what the reader offers, behind every name, from two characters on, and by no part of a name from there", () => {
    const index = indexOf({
      giver: { name: "王芳", offers: "修古籍、送書上門" },
      named: { name: "古籍" },
      other: { name: "丁" },
    });
    expect(find(index, "古籍")).toEqual(["named:name", "giver:contains"]);
    expect(find(index, "送书")).toEqual(["giver:contains"]);
    expect(find(index, "书")).toEqual([]);
    expect(find(index, "芳修")).toEqual([]);
  });

  it("lets a reading set by hand replace the guess", () => {
    const index = indexOf({ it: { name: "曾小贤", reading: "Céng Xiǎoxián" } });
    expect(find(index, "cengxiao")).toEqual(["it:pinyin"]);
    expect(find(index, "cxx")).toEqual(["it:initials"]);
    expect(find(index, "zeng")).toEqual([]);
  });

  it("finds a given name alone by its pinyin and initials", () => {
    const index = indexOf({ it: { name: "王晓明" } });
    expect(find(index, "xiaoming")).toEqual(["it:contains"]);
    expect(find(index, "xm")).toEqual(["it:contains"]);
  });
});

describe("finding by number", () => {
  const rows = {
    zeros: { name: "张三", card: "0021" },
    plain: { name: "李四", card: "21" },
    student: { name: "王五", card: "9", otherIds: { student: "2024-0021X" } },
    phone: { name: "赵六", card: "7", phones: ["021-5555 0021", "+86 138 0000 5678"] },
  };

  it("keeps leading zeros apart", () => {
    expect(indexOf(rows).query({ text: "0021", limit: 9, seenToday: [] }).exact).toBe("zeros");
    expect(indexOf(rows).query({ text: "21", limit: 9, seenToday: [] }).exact).toBe("plain");
    expect(indexOf(rows).query({ text: "021", limit: 9, seenToday: [] }).exact).toBeNull();
  });

  it("takes full-width digits and stray spaces of a scan", () => {
    expect(indexOf(rows).query({ text: " ００２１\r", limit: 9, seenToday: [] }).exact).toBe("zeros");
  });

  it("takes another id as well as a card", () => {
    expect(find(indexOf(rows), "2024-0021x")).toEqual(["student:other-id"]);
    expect(indexOf(rows).query({ text: "2024-0021X", limit: 9, seenToday: [] }).exact).toBe("student");
  });

  it("names nobody exactly when two readers have the number", () => {
    const index = indexOf({ a: { card: "5" }, b: { card: "5" }, c: { otherIds: { old: "5" } } });
    expect(index.query({ text: "5", limit: 9, seenToday: [] })).toMatchObject({ exact: null, total: 3 });
    expect(
      indexOf({ a: { card: "5" }, c: { otherIds: { old: "5" } } }).query({ text: "5", limit: 9, seenToday: [] }).exact,
    ).toBe("a");
  });

  it("finds the tail of any telephone number from four digits on", () => {
    expect(find(indexOf(rows), "5678")).toEqual(["phone:phone"]);
    expect(find(indexOf(rows), "550021")).toEqual(["phone:phone"]);
    expect(find(indexOf(rows), "138 0000 5678")).toEqual(["phone:phone"]);
    expect(find(indexOf(rows), "678")).toEqual([]);
    expect(find(indexOf(rows), "1380")).toEqual([]);
    expect(find(indexOf({ it: { phones: ["1300000"] } }), "0000")).toEqual(["it:phone"]);
  });

  it.each(["02-2991-1234#123", "(02)2991-1234 轉 12", "02 2991 1234 分机 3", "02-2991-1234 ext. 45", "0229911234＃６"])(
    "finds %s by the tail of its number, with and without the extension, and not by the extension",
    (phone) => {
      const index = indexOf({ it: { phones: [phone] } });
      expect(["1234", "2991-1234", "29911234#9", "0229911234 轉 12"].map((typed) => find(index, typed))).toEqual(
        Array.from({ length: 4 }, () => ["it:phone"]),
      );
      expect(find(index, `4${/[0-9６]+$/u.exec(phone)?.[0].normalize("NFKC") ?? ""}12`)).toEqual([]);
    },
  );

  it("ranks the card first, then parts of numbers, then telephones", () => {
    expect(find(indexOf(rows), "0021")).toEqual(["zeros:card", "student:contains", "phone:phone"]);
  });
});

describe("order of the answer", () => {
  it("puts name before initials before pinyin before parts", () => {
    const index = indexOf({
      part: { name: "Lina" },
      name: { name: "Na Li" },
      initials: { name: "宁安" },
      pinyin: { name: "那英" },
      given: { name: "李娜" },
    });
    expect(find(index, "na")).toEqual([
      "name:name",
      "initials:initials",
      "pinyin:pinyin",
      "given:contains",
      "part:contains",
    ]);
  });

  it("puts those seen today first inside their rank, the latest first, and never above a better rank", () => {
    const index = indexOf({ a: { name: "张安" }, b: { name: "张博" }, c: { name: "张超" }, d: { name: "小张" } });
    expect(find(index, "张", ["d", "c", "b"])).toEqual(["c:name", "b:name", "a:name", "d:contains"]);
  });

  it("sorts by the surname's reading, then the surname, then the given name", () => {
    const rows = {
      e: "张伟",
      zh1: "章安",
      a: "曾国",
      b: "单雄",
      c: "区明",
      d: "张安",
      f: "Alice",
      g: "尉迟恭",
      h: "于谦",
    };
    const index = indexOf(Object.fromEntries(Object.entries(rows).map(([id, name]) => [id, { name }])));
    expect(index.sorted().map((id) => rows[id as keyof typeof rows])).toEqual([
      "Alice",
      "区明",
      "单雄",
      "于谦",
      "尉迟恭",
      "曾国",
      "张安",
      "张伟",
      "章安",
    ]);
  });

  it("sorts names with spaces, dashes, dots and emoji where their reading says, among those without", () => {
    const sorted = [
      "-Anna",
      "😀 Ann Lee",
      "Ann-Marie Ott",
      "Bo 王",
      "陳 二",
      "陈一",
      "李-三",
      "  李 四",
      "买安",
      "买买提·吐尔逊",
      "😀欧阳 安",
      "欧阳 - 博",
      "单 雄信",
      "吐尔逊・买买提",
      "王🌸 安",
      "王博",
      "张·三丰",
    ];
    const ids = sorted.map((_, at) => String(at));
    const index = createSearchIndex(createReadings(toSimplified), toSimplified);
    for (const id of ids.toReversed()) index.put(id, { name: sorted[Number(id)] ?? "" });
    expect(index.sorted().map((id) => sorted[Number(id)])).toEqual(sorted);
  });

  it("sorts by strokes where that is asked for, keeps to it with every change, and has the other order beside it", () => {
    const names = ["丁一", "王大明", "王小明", "李安", "林 怡君", "張三", "陳二", "黃麗", "歐陽菲菲", "Anna", "Bo"];
    const index = createSearchIndex(createReadings(toSimplified), toSimplified);
    const ids = names.map((_, at) => String(at));
    for (const id of ids.toReversed()) index.put(id, { name: names[Number(id)] ?? "" });
    const sorted = (): readonly string[] => index.sorted("strokes").map((id) => names[Number(id)] ?? "");
    expect(sorted()).toEqual(names);
    expect(index.sorted().map((id) => names[Number(id)])).not.toEqual(names);
    // of characters that stood there, and with one that did not
    names[0] = "黃安";
    index.put("0", { name: names[0] });
    expect(sorted().indexOf("黃安")).toBe(names.indexOf("黃麗") - 1);
    names[1] = "龔自珍";
    index.put("1", { name: names[1] });
    expect(sorted().slice(-3)).toEqual(["龔自珍", "Anna", "Bo"]);
    index.remove("2");
    expect(sorted()).not.toContain("王小明");
    // of those that fit alike too
    const hits = (order?: "strokes") =>
      index.query({ text: "a", limit: 9, seenToday: [], ...(order && { order }) }).hits;
    expect(new Set(hits("strokes").map(({ id }) => id))).toEqual(new Set(hits().map(({ id }) => id)));
  });

  it("reads the surname of a name that has spaces or emoji in it", () => {
    finds("单 雄信", "shan", "sxx", "单雄信", "dan");
    const { shown } = createReadings(toSimplified);
    expect(["单 雄信", "😀 曾小贤", "买买提·吐尔逊"].map(shown)).toEqual([
      "shàn xióngxìn",
      "zēng xiǎoxián",
      "mǎimǎití·tǔ'ěrxùn",
    ]);
  });

  it("sorts numbers inside names by their value", () => {
    const index = indexOf({ b: { name: "Class 10" }, a: { name: "Class 2" } });
    expect(index.sorted()).toEqual(["a", "b"]);
  });

  it("answers no more than asked, and counts all", () => {
    const index = indexOf(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, no) => [`r${String(no).padStart(3, "0")}`, { name: "张伟", card: `c${no}` }]),
      ),
    );
    const answer = index.query({ text: "张伟", limit: 5, seenToday: ["r299"] });
    expect(answer.hits.map((hit) => hit.id)).toEqual(["r299", "r000", "r001", "r002", "r003"]);
    expect(answer.total).toBe(300);
  });

  it("answers nothing to nothing", () => {
    for (const text of ["", "   ", "·", "\u0001", "'", "张".repeat(5000)])
      expect(find(indexOf({ a: { name: "张伟", card: "1" } }), text)).toEqual([]);
  });
});

describe("putting everybody in order, in steps", () => {
  const many = (): SearchIndex =>
    indexOf(
      Object.fromEntries(Array.from({ length: 6000 }, (_, no) => [`r${no}`, { name: no % 3 ? "王芳" : "李伟" }])),
    );

  it("comes to the order that is made at once", () => {
    const index = many();
    const steps = index.sorting();
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count++;
    // six thousand readers in steps of two thousand
    expect(count).toBeGreaterThanOrEqual(3);
    expect(step.value).toEqual(many().sorted());
    expect(index.sorted()).toBe(step.value);
  });

  it("ends without one where somebody was written meanwhile, and keeps none of it", () => {
    const index = many();
    const steps = index.sorting();
    steps.next();
    index.put("r0", { name: "赵云" });
    expect(steps.next()).toEqual({ done: true, value: null });
    expect(index.sorted().at(-1)).toBe("r0");
  });
});
