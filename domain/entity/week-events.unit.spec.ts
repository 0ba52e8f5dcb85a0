import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { evolveTimeline, noBands } from './band-timeline.js';
import { published, saying } from './testing/some-bands.js';
import type { PublishedBand } from './events.js';
import { news, revisions, type RecountedWeek } from './week-events.js';

const day = toIsoDate;
const WEEKS = ['2026-05-02', '2026-05-09', '2026-05-16', '2026-05-23'].map(day);
const [first = day('2026-05-02'), second = first, third = first, fourth = first] = WEEKS;
const { entityId, ownerId, activity } = published(first, 'RED').data;

function close(told: readonly Parameters<typeof evolveTimeline>[1][], now: PublishedBand | undefined, recounted: readonly RecountedWeek[] = []) {
  const entity = { entityId, ownerId, activity, timeline: told.reduce(evolveTimeline, noBands) };
  return [...revisions(entity, recounted), ...news(entity, fourth, now)].map(({ type, data }) => `${type} ${data.week}${'through' in data ? `..${data.through}` : ''} ${data.band}`);
}
const turned = (week: typeof first, before: Parameters<typeof saying>[0], after: Parameters<typeof saying>[0]): RecountedWeek => ({ week, before: saying(before), after: saying(after) });

describe('the close of a week', () => {
  it('tells a band that is new, and none that was told', () => {
    expect(close([], saying('RED'))).toEqual(['BandPublished 2026-05-23 RED']);
    expect(close([published(first, 'RED')], saying('RED', { ratio: 1, x: 7 }))).toEqual([]);
    expect(close([published(first, 'RED')], saying('RED', { method: 'immediate' }))).toEqual(['BandPublished 2026-05-23 RED']);
    expect(close([published(first, 'RED')], saying('PLATINUM'))).toEqual(['BandPublished 2026-05-23 PLATINUM']);
  });

  it('tells nothing of an entity that is not rated until it was, and then that it is no more', () => {
    expect(close([], saying('NOT_RATED'))).toEqual([]);
    expect(close([], undefined)).toEqual([]);
    expect(close([published(first, 'RED')], undefined)).toEqual(['BandPublished 2026-05-23 NOT_RATED']);
    expect(close([published(first, 'RED'), published(second, 'NOT_RATED')], undefined)).toEqual([]);
  });

  it('tells closed weeks anew that facts turned, alike ones in one event', () => {
    const told = [published(first, 'RED')];
    const recounted = [turned(first, 'RED', 'LOW_GREEN'), turned(second, 'RED', 'LOW_GREEN'), turned(third, 'RED', 'PLATINUM')];
    expect(close(told, saying('RED'), recounted)).toEqual(['BandRevised 2026-05-02..2026-05-09 LOW_GREEN', 'BandRevised 2026-05-16..2026-05-16 PLATINUM']);
    expect(close(told, saying('RED'), [turned(first, 'RED', 'LOW_GREEN'), turned(second, 'RED', 'RED'), turned(third, 'RED', 'LOW_GREEN')])).toEqual([
      'BandRevised 2026-05-02..2026-05-02 LOW_GREEN',
      'BandRevised 2026-05-16..2026-05-16 LOW_GREEN',
    ]);
  });

  it('tells no closed week anew that an erasure alone makes otherwise, also beside a fact that came late', () => {
    const told = [published(first, 'PLATINUM')];
    expect(close(told, saying('PLATINUM'), [turned(first, 'RED', 'RED'), turned(second, 'RED', 'RED')])).toEqual([]);
    expect(close(told, saying('PLATINUM'), [turned(first, 'RED', 'RED'), turned(second, 'RED', 'LOW_GREEN')])).toEqual(['BandRevised 2026-05-09..2026-05-09 LOW_GREEN']);
  });

  it('tells once what a close that was broken off has told already', () => {
    expect(close([published(fourth, 'RED')], saying('RED'))).toEqual([]);
    expect(close([published(fourth, 'RED')], saying('LOW_GREEN'))).toEqual(['BandRevised 2026-05-23..2026-05-23 LOW_GREEN']);
  });
});
