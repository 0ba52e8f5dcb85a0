import { describe, expect, it } from 'vitest';
import type { SealedBox } from '../../domain/ledger/event.js';
import { OpenedBoxes } from './opened-boxes.js';

const place = { eventId: 'e', type: 'CitizenRegistered', schemaVersion: 1 };
const box = (): SealedBox => ({ part: 'employeeId', subject: 's', keyVersion: 1, iv: 'iv', sealed: 'sealed', commitments: [] });

describe('a box that was opened', () => {
  it('gives the same values while it is the same object in the same place', () => {
    const boxes = new OpenedBoxes(() => new Date(0));
    const [mine, copy] = [box(), box()];
    const values = { name: 'canary' };
    boxes.put(place, mine, values);
    expect(boxes.get(place, mine)).toBe(values);
    expect(boxes.get({ ...place }, mine)).toBe(values);
    expect(boxes.get(place, copy)).toBeUndefined();
  });

  it.each([{ eventId: 'f' }, { type: 'PersonCorrected' }, { schemaVersion: 2 }])('has to be opened anew in another place: %j', (other) => {
    const boxes = new OpenedBoxes(() => new Date(0));
    const mine = box();
    boxes.put(place, mine, {});
    expect(boxes.get({ ...place, ...other }, mine)).toBeUndefined();
  });

  it('has to be opened anew after a minute', () => {
    let at = 0;
    const boxes = new OpenedBoxes(() => new Date(at));
    const mine = box();
    boxes.put(place, mine, {});
    at = 59_999;
    expect(boxes.get(place, mine)).toEqual({});
    at = 60_000;
    expect(boxes.get(place, mine)).toBeUndefined();
  });
});
