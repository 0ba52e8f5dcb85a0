// What the documents of assurance name is there: every test by its words, every file, every run.
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const HOME = new URL('../', import.meta.url);
const DOCUMENTS = ['assurance', 'asvs'] as const;

interface Named {
  readonly file: string;
  readonly title: string;
}

const text = (path: string): Promise<string> => readFile(new URL(path, HOME), 'utf8');
const rowsOf = (document: string): readonly (readonly string[])[] =>
  document
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

/** Tests as a document names them: a file of tests, then the words of one or more of its tests. */
function testsIn(document: string): readonly Named[] {
  return [...document.matchAll(/`([^`]+\.spec\.ts)`: ((?:“[^”]+”(?: · )?)+)/g)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  );
}

/** What of the named tests is not there. */
async function missing(named: readonly Named[]): Promise<readonly string[]> {
  const found = await Promise.all(
    named.map(async ({ file, title }) => {
      const source = await text(file).catch(() => undefined);
      if (source === undefined) return `no ${file}`;
      return ["'", '`'].some((quote) => source.includes(`${quote}${title}${quote}`)) ? '' : `${file}: no “${title}”`;
    }),
  );
  return found.filter((one) => one !== '');
}

describe.each(DOCUMENTS)('docs/%s.md', (name) => {
  it('names tests that are there, by their own words', async () => {
    const named = testsIn(await text(`docs/${name}.md`));
    expect(named.length).toBeGreaterThan(20);
    expect(await missing(named)).toEqual([]);
  });

  it('names files that are there, and quotes no words without their test', async () => {
    const document = await text(`docs/${name}.md`);
    const files = [...document.matchAll(/`((?:bootstrap|commands|domain|projections|queries|read-models|docs|deploy)\/[^`*]+)`/g)].map(([, file = '']) => file);
    const gone = await Promise.all(files.map(async (file) => ((await access(fileURLToPath(new URL(file, HOME))).then(() => true, () => false)) ? '' : file)));
    expect(gone.filter((file) => file !== '')).toEqual([]);
    expect([...document.matchAll(/“/g)]).toHaveLength(testsIn(document).length);
  });
});

describe('docs/assurance.md', () => {
  it('says of every claim when it last ran, and of every run what it was', async () => {
    const rows = rowsOf(await text('docs/assurance.md'));
    const runs = rows.filter((row) => row.length === 5 && /^[a-z]$/.test(row[0] ?? ''));
    for (const [, day, commit, command, result] of runs) {
      expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(commit).toMatch(/^`[0-9a-f]{7,40}`$/);
      expect(command).toMatch(/^`[^`]+`/);
      expect(result).toMatch(/\d+ passed/);
    }
    const letters = runs.map(([letter]) => letter);
    expect(new Set(letters).size).toBe(letters.length);
    const claims = rows.filter((row) => row.length === 3 && row[0] !== 'claim');
    expect(claims.length).toBeGreaterThan(20);
    for (const [claim = '', test = '', run] of claims) {
      expect(testsIn(test).length, claim).toBeGreaterThan(0);
      expect(letters, claim).toEqual(expect.arrayContaining((run ?? '').split(', ')));
    }
  });
});

/** The requirements of ASVS 5.0 of levels 1 and 2, by section: the last number of each, or those that are of these levels. */
const REQUIREMENTS: Readonly<Record<string, number>> = {
  '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2,
  '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1,
  '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2,
  '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4,
  '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3,
  '6.1': 3, '6.2': 11, '6.3': 3, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 3,
  '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2,
  '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1,
  '9.1': 3, '9.2': 4,
  '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3,
  '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 3, '11.5': 1, '11.6': 1,
  '12.1': 3, '12.2': 2, '12.3': 4,
  '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5,
  '14.1': 2, '14.2': 4, '14.3': 3,
  '15.1': 3, '15.2': 3, '15.3': 7,
  '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3,
};

describe('docs/asvs.md', () => {
  it('has a line for every requirement of levels 1 and 2, once, each with a verdict, and a test where one is met', async () => {
    const rows = rowsOf(await text('docs/asvs.md')).filter(([number = '']) => /^\d+\.\d+\.\d+/.test(number));
    const told = rows.flatMap(([number = '']) => numbersOf(number));
    const asked = Object.entries(REQUIREMENTS).flatMap(([section, last]) => Array.from({ length: last }, (_, n) => `${section}.${n + 1}`));
    expect([...told].sort()).toEqual([...asked].sort());
    for (const [number, , verdict, why = ''] of rows) {
      expect(['met', 'partly', 'not met', 'not applicable'], number).toContain(verdict);
      expect(why.length, number).toBeGreaterThan(5);
      if (verdict === 'met') expect(why, number).toMatch(/`/);
    }
  });
});

/** `1.2.6–1.2.8` and `4.1.1, 4.1.3` number by number. */
function numbersOf(cell: string): readonly string[] {
  return cell.split(', ').flatMap((part) => {
    const [first = '', last] = part.split('–');
    if (last === undefined) return [first];
    const section = first.slice(0, first.lastIndexOf('.'));
    const [from, to] = [first, last].map((one) => Number(one.slice(one.lastIndexOf('.') + 1))) as [number, number];
    return Array.from({ length: to - from + 1 }, (_, n) => `${section}.${from + n}`);
  });
}
