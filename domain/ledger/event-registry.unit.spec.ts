import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import type { NewEvent } from './event.js';
import { defineEvent, type EventDefinition } from './event-definition.js';
import { createEventRegistry, UnknownEvent, upcast } from './event-registry.js';
import type { JsonObject } from './json.js';

const day = { effectiveOn: isoDate };
const Moved = defineEvent({
  type: 'DeskMoved',
  version: 3,
  summary: 'A desk was moved.',
  data: z.object({ ...day, deskId: z.uuid(), to: z.object({ floor: z.int(), room: z.string() }) }),
  personal: [{ part: 'deskId', schema: z.object({ label: z.string().nullable() }) }],
  upcasts: [
    // Version 1 wrote floor and room as one text.
    ({ place, ...rest }: JsonObject) => ({ ...rest, floor: Number(String(place).split('/')[0]), room: String(place).split('/')[1] ?? '' }),
    ({ floor, room, ...rest }: JsonObject) => ({ ...rest, to: { floor: floor ?? 0, room: room ?? '' } }),
  ],
});
const id = '5f8a1c1e-8b7d-5c0a-9d53-0a3c1d5b7e10';

const stored = (schemaVersion: number, data: JsonObject, type = 'DeskMoved'): NewEvent =>
  // Only type, data and version are read.
  ({ id, type, data, metadata: { schemaVersion } }) as unknown as NewEvent;

describe('an event of an older version', () => {
  const registry = createEventRegistry([Moved]);
  const now = { effectiveOn: '2026-01-01', deskId: id, to: { floor: 4, room: 'a' } };

  it('is read as the newest, through every step of its chain', () => {
    expect(registry.decode(stored(1, { effectiveOn: '2026-01-01', deskId: id, place: '4/a' }))).toEqual({ type: 'DeskMoved', data: now });
    expect(registry.decode(stored(2, { effectiveOn: '2026-01-01', deskId: id, floor: 4, room: 'a' }))).toEqual({
      type: 'DeskMoved',
      data: now,
    });
    expect(registry.decode(stored(3, now))).toEqual({ type: 'DeskMoved', data: now });
  });

  it('comes without boxes and basis, and leaves the stored one as it is', () => {
    const data = { ...now, boxes: [], basis: {} };
    expect(registry.decode(stored(3, data)).data).toEqual(now);
    expect(data).toHaveProperty('boxes');
    const old = Object.freeze({ effectiveOn: '2026-01-01', deskId: id, place: '4/a' });
    expect(() => upcast(Moved, 1, old)).not.toThrow();
  });

  it.each([0, 4, 1.5, -1])('is not read when this program does not know version %s', (version) => {
    expect(() => registry.decode(stored(version, now))).toThrow(UnknownEvent);
  });

  it('nor when it does not know the type, or the part', () => {
    expect(() => registry.decode(stored(1, now, 'DeskBurnt'))).toThrow(UnknownEvent);
    expect(() => registry.of('toString')).toThrow(UnknownEvent);
    expect(() => registry.part('DeskMoved', 'ownerId')).toThrow(UnknownEvent);
    expect(registry.part('DeskMoved', 'deskId').part).toBe('deskId');
  });
});

describe('a registry', () => {
  const wrong: readonly [string, Partial<EventDefinition>, RegExp][] = [
    ['a version without its upcasts', { upcasts: [] }, /at version 3 and has 0 upcasts/],
    ['an upcast too many', { version: 1 }, /at version 1 and has 2 upcasts/],
    ['a name of another shape', { type: 'desk-moved' }, /not the name of an event type/],
    ['no day of effect', { data: z.object({ deskId: z.uuid() }) }, /lacks effectiveOn/],
    ['a field that belongs to the ledger', { data: Moved.data.extend({ boxes: z.array(z.string()) }) }, /boxes belongs to the ledger/],
    ['a sealed part that no open field names', { personal: [{ part: 'ownerId', schema: z.object({}) }] }, /no open field ownerId/],
    [
      'a sealed field that cannot be null',
      { personal: [{ part: 'deskId', schema: z.object({ label: z.string() }) }] },
      /label is not nullable/,
    ],
  ];
  it.each(wrong)('is not made with %s', (_, change, message) => {
    expect(() => createEventRegistry([{ ...Moved, ...change }])).toThrow(message);
  });

  it('is not made with a type that stands twice', () => {
    expect(() => createEventRegistry([Moved, Moved])).toThrow(/defined twice/);
  });
});
