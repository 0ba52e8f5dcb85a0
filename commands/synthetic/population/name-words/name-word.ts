// Law: a name is put together by chance from words of our own; no list of real people stands behind any of them.

/** A word in Arabic and in Latin letters. */
export type NameWord = readonly [ar: string, en: string];

/** Words written `ar=en`, parted by commas. */
export function nameWords(text: string): readonly NameWord[] {
  return text.split(',').map((word): NameWord => {
    const [ar = '', en = ''] = word.trim().split('=');
    return [ar, en];
  });
}

/**
 * How a culture names people. `family`: given and family name; `father`: with the father's between; `grandfather`: with the
 * grandfather's too; `patronymic`: given, father's and grandfather's name, no family name; `middle`: the mother's family
 * name in the middle.
 */
export type NameShape = 'family' | 'father' | 'grandfather' | 'patronymic' | 'middle';

export interface NameCulture {
  readonly shape: NameShape;
  readonly men: readonly NameWord[];
  readonly women: readonly NameWord[];
  readonly families: readonly NameWord[];
}
