import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { worker } from '../../../domain/saudization/testing/some-workers.js';
import { countEntities, type CountedEntity } from './count-entities.js';
import { evaluateCases } from './evaluate-cases.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sijil-saudization-'))));
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, `${Math.random()}.txt`);
  await writeFile(path, text);
  return path;
}

const evaluated = async (text: string) => evaluateCases(nitaqat2026, await file(text));
async function counted(text: string): Promise<CountedEntity[]> {
  const all: CountedEntity[] = [];
  for await (const one of countEntities(nitaqat2026, await file(text))) all.push(one);
  return all;
}

describe('a file of cases', () => {
  const header = 'activity,date,workers,ratio,band';

  it.each(['\n', '\r\n', '\r'])('is compared line by line, whatever its newline (%j)', async (newline) => {
    const text = [header, '430,2026-05-01,400,35,MEDIUM_GREEN', '450,2026-05-01,400,17.5,PLATINUM', '', '999,2026-05-01,9,9,RED', '101,2026-05-01,3,33.33,LOW_GREEN'].join(newline);
    expect(await evaluated(`\uFEFF${text}`)).toEqual({
      cases: 4,
      agreeing: 2,
      differing: [
        { line: 3, expected: 'PLATINUM', got: 'HIGH_GREEN', thresholds: { LOW_GREEN: expect.closeTo(11.95, 2), MEDIUM_GREEN: expect.closeTo(13.95, 2), HIGH_GREEN: 17.5, PLATINUM: 22.5 } },
        { line: 5, expected: 'RED', got: 'NOT_RATED', reason: 'unknown-activity', thresholds: null },
      ],
    });
  });

  it('may mix its newlines, and write a percentage to the last digit', async () => {
    const text = `${header}\r\n101,2026-05-01,3,33.333333333333336,LOW_GREEN\n430,2026-05-01,400,35,RED\r430,2026-05-01,400,35,RED\n   \n430,2026-05-01,400,35,RED`;
    expect((await evaluated(text)).differing.map(({ line }) => line)).toEqual([3, 4, 6]);
  });

  it('of many lines is read past the end of a piece', async () => {
    const found = await evaluated([header, ...Array.from({ length: 2_500 }, () => '430,2026-05-01,400,35,RED')].join('\r\n'));
    expect([found.cases, found.differing.every(({ line }, n) => line === n + 2)]).toEqual([2_500, true]);
  });

  it('may be empty, have its columns in another order, quotes, and a percent sign', async () => {
    expect(await evaluated(`${header}\n`)).toEqual({ cases: 0, agreeing: 0, differing: [] });
    expect(await evaluated('band,ratio,workers,date,activity\n"MEDIUM_GREEN","35 %",400,2026-05-01,430')).toMatchObject({ agreeing: 1 });
  });

  it.each([
    ['430,2026-05-01,-1,35,RED', 'line 2: workers: must be a number of workers, not negative'],
    ['430,2026-05-01,1,135,RED', 'line 2: ratio: must be a percentage from 0 to 100'],
    ['430,2026-02-30,1,35,RED', 'line 2: date: not a real date'],
    ['430,2026-05-01,1,35,YELLOW', 'line 2: band: must be one of RED'],
    ['x,2026-05-01,1,35,RED', 'line 2: activity: must be the code'],
    ['430,2026-05-01,1,35', 'line 2: '],
  ])('that cannot be read names line and field: %s', async (line, fault) => {
    await expect(evaluated(`${header}\n${line}\n`)).rejects.toThrow(fault);
  });

  it('needs its header, and to be there', async () => {
    await expect(evaluated('430,2026-05-01,400,35,MEDIUM_GREEN\n')).rejects.toThrow('line 1: the columns must be activity,date,workers,ratio,band');
    await expect(evaluateCases(nitaqat2026, join(folder, 'none'))).rejects.toThrow('none: there is no such file');
  });
});

describe('a file of entities', () => {
  const entity = (more: object = {}) => ({
    entity: 'a',
    activity: '430',
    asOf: '2026-10-31',
    establishments: [{ id: '1-1', opened: '2020-01-01' }],
    mowaamah: [],
    workers: [worker('s'), worker('p', { categories: ['part-time'] }), worker('left', { to: '2026-01-31' as never }), worker('x', { nationality: 'IND' })],
    ...more,
  });

  it.each(['\n', '\r\n', '\r'])('is counted an entity a line, whatever its newline (%j)', async (newline) => {
    const found = await counted([JSON.stringify(entity()), '', JSON.stringify(entity({ entity: 'b', asOf: '2026-01-01' }))].join(newline));
    expect(found).toEqual([
      {
        entity: 'a',
        x: 3,
        saudis: 1.5,
        expats: 1,
        ratio: 60,
        method: 'immediate',
        band: 'LOW_GREEN',
        workers: [{ ref: 's', weight: 1, rule: 'saudi' }, { ref: 'p', weight: 0.5, rule: 'part-time' }, { ref: 'x', weight: 1, rule: 'expat' }],
      },
      expect.objectContaining({ entity: 'b', x: 4, band: 'NOT_RATED', reason: 'before-the-rules' }),
    ]);
  });

  it('counts a person once, where he has been longest', async () => {
    const twice = [worker('s', { from: '2026-01-01' as never }), worker('s', { from: '2025-01-01' as never }), worker('x', { nationality: 'IND' })];
    const [found] = await counted(JSON.stringify(entity({ workers: twice })));
    expect(found).toMatchObject({ x: 2, ratio: 50 });
    expect(found?.workers.slice(0, 2)).toEqual([{ ref: 's', weight: 0, rule: 'counted-elsewhere' }, { ref: 's', weight: 1, rule: 'saudi' }]);
  });

  it('may hold separators that end no line', async () => {
    const [found] = await counted(`${JSON.stringify(entity({ entity: 'a\u2028b' }))}\n`);
    expect(found?.entity).toBe('a\u2028b');
  });

  it('that is a folder, or not there, is named', async () => {
    const read = async (path: string) => countEntities(nitaqat2026, path).next();
    await expect(read(folder)).rejects.toThrow('is a folder, not a file');
    await expect(read(join(folder, 'none'))).rejects.toThrow('none: there is no such file');
  });

  it('names whom a cap left out: the earliest hired keep their place', async () => {
    const many = Array.from({ length: 17 }, (_, n) => worker(`s${n}`));
    const prisoners = ['2026-03-01', '2026-01-01', '2026-02-01'].map((from, n) => worker(`p${n}`, { categories: ['released-prisoner'], from: from as never }));
    const [found] = await counted(JSON.stringify(entity({ workers: [...many, ...prisoners] })));
    expect(found?.workers.slice(17)).toEqual([
      { ref: 'p0', weight: 1, rule: 'released-prisoner-beyond-cap' },
      { ref: 'p1', weight: 2, rule: 'released-prisoner' },
      { ref: 'p2', weight: 2, rule: 'released-prisoner' },
    ]);
  });

  it.each<[string, string]>([
    ['{"entity":', 'line 1: '],
    [JSON.stringify(entity({ asOf: '2026-13-01' })), 'line 1: asOf: not a real date'],
    [JSON.stringify(entity({ more: 1 })), 'line 1: more: '],
    [JSON.stringify(entity({ workers: [{ ...worker('s'), wage: '5000' }] })), 'line 1: workers/0/wage: '],
    [JSON.stringify(entity({ workers: [worker('f', { categories: ['flexible'] })] })), 'line 1: workers/0/hours: flexible work needs hours'],
    [JSON.stringify(entity({ workers: [worker('s', { nationality: 'XYZ' })] })), 'line 1: workers/0/nationality: '],
  ])('that cannot be read names line and field: %#', async (line, fault) => {
    await expect(counted(`${line}\n`)).rejects.toThrow(fault);
  });
});
