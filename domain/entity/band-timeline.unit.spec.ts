import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { bandOf, evolveTimeline, noBands, saysTheSame } from './band-timeline.js';
import { entityIdOf, ownerIdOf } from './entity-id.js';
import { published, revised } from './testing/some-bands.js';

const day = toIsoDate;
const of = (...events: readonly Parameters<typeof evolveTimeline>[1][]) => events.reduce(evolveTimeline, noBands);

describe('the band of a week', () => {
  const timeline = of(
    published('2026-05-02', 'RED'),
    published('2026-05-23', 'LOW_GREEN'),
    revised('2026-05-09', '2026-05-16', 'MEDIUM_GREEN'),
    published('2026-06-06', 'PLATINUM'),
    revised('2026-05-16', '2026-05-23', 'HIGH_GREEN'),
  );

  it.each([
    ['2026-04-25', undefined],
    ['2026-05-02', 'RED'],
    ['2026-05-09', 'MEDIUM_GREEN'],
    ['2026-05-16', 'HIGH_GREEN'],
    ['2026-05-23', 'HIGH_GREEN'],
    ['2026-05-30', 'LOW_GREEN'],
    ['2026-06-06', 'PLATINUM'],
    ['2027-01-02', 'PLATINUM'],
  ])('that ends on %s is %s', (week, band) => expect(bandOf(timeline, day(week))?.band).toBe(band));

  it('is told again only where band, method, curve or rule set are others', () => {
    const { said } = timeline.spans[0] ?? expect.fail();
    expect(saysTheSame(said, { ...said, ratio: 12, x: 99 })).toBe(true);
    expect(saysTheSame(said, { ...said, method: 'immediate' })).toBe(false);
    expect(saysTheSame(said, { ...said, ruleSet: { ...said.ruleSet, version: '2' } })).toBe(false);
    expect(saysTheSame(undefined, said)).toBe(false);
  });
});

describe('the id of an entity', () => {
  it('is the same whoever asks, and another for another owner or activity', () => {
    const legal = ownerIdOf({ kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Any' } });
    expect(entityIdOf(legal, '430')).toBe(entityIdOf(ownerIdOf({ kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Renamed' } }), '430'));
    expect(entityIdOf(legal, '430')).not.toBe(entityIdOf(legal, '450'));
    const personId = '4b1f6b34-7f0e-4c53-9a55-0d3f5f3c1a01';
    expect(ownerIdOf({ kind: 'natural', personId })).toBe(personId);
  });
});
