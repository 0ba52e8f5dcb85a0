import { beforeEach, describe, expect, it } from 'vitest';
import type { SealedBox } from '../../domain/ledger/event.js';
import type { Opened } from '../../domain/ledger/vault.js';
import type { RowBox } from '../../read-models/table.js';
import { employeeView } from './employee-view.js';
import type { RecordRow } from './record-view.js';
import { NO_PARTS, showRecords, type RowToShow, type ShowRecord } from './shown-records.js';

const boxOf = (subject: string): RowBox => ({
  eventId: `event of ${subject}`,
  type: 'CitizenRegistered',
  version: 1,
  box: { part: 'employeeId', subject, keyVersion: 1, iv: 'iv', sealed: 'sealed', commitments: [] },
});
const rowOf = (...subjects: readonly string[]): RecordRow => ({ id: 'record', revision: 0, boxes: subjects.map(boxOf) });

/** Subjects whose key was destroyed. */
let fallen: Set<string>;
let opened: string[];
let asked: string[];
let show: ShowRecord;

beforeEach(() => {
  fallen = new Set();
  opened = [];
  asked = [];
  show = showRecords({
    open: async (boxes) =>
      boxes.map(({ box: { subject } }): Opened => {
        opened.push(subject);
        return fallen.has(subject) ? { kind: 'erased' } : { kind: 'opened', values: { note: `of ${subject}` } };
      }),
    keysStand: async (boxes: readonly SealedBox[]) => {
      asked.push(...boxes.map(({ subject }) => subject));
      return !boxes.some(({ subject }) => fallen.has(subject));
    },
  });
});

const shownTo = (of: RowToShow, audience: 'platform-service' | 'regulator' = 'platform-service') => show(employeeView, of, NO_PARTS, audience);

describe('a record that is shown', () => {
  it('is put into words once, and the vault is asked each time whether it may be shown again', async () => {
    const of: RowToShow = { row: rowOf('a') };
    const first = await shownTo(of);
    expect(JSON.parse(first.text)).toMatchObject({ personal: { employeeId: { note: 'of a' } } });
    expect(await shownTo(of)).toBe(first);
    expect(await shownTo(of)).toBe(first);
    expect(opened).toEqual(['a']);
    expect(asked).toEqual(['a', 'a']);
  });

  it('loses what its key opened with the key, also where it was in words before', async () => {
    const of: RowToShow = { row: rowOf('a', 'b') };
    const { text } = await shownTo(of);
    fallen.add('b');
    const after = await shownTo(of);
    expect(after.erased).toBe(true);
    expect(after.text).not.toBe(text);
    expect(JSON.parse(after.text)).toMatchObject({ personal: { employeeId: { erased: true } } });
    // Nothing of it stays.
    expect(of.made).toBeUndefined();
  });

  it('is opened anew for another audience, and as another row', async () => {
    const of: RowToShow = { row: rowOf('a') };
    await shownTo(of);
    await shownTo(of, 'regulator');
    await shownTo({ row: of.row });
    expect(opened).toEqual(['a', 'a', 'a']);
    expect(asked).toEqual([]);
  });

  it('that has parts is not kept: they are no part of its row', async () => {
    const of: RowToShow = { row: rowOf('a') };
    const parts = { members: { view: employeeView, rows: [rowOf('b')] } };
    for (let n = 0; n < 2; n += 1) await show(employeeView, of, parts, 'platform-service');
    expect(opened).toEqual(['a', 'b', 'a', 'b']);
    expect(of.made).toBeUndefined();
  });
});
