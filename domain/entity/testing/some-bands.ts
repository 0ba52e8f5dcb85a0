import type { Band } from '../../saudization/band.js';
import { toIsoDate } from '../../standards/calendar.js';
import type { EntityEvent, PublishedBand } from '../events.js';

const ownerId = '4b1f6b34-7f0e-4c53-9a55-0d3f5f3c1a01';
const entityId = 'f7a40c5b-2a63-5f0e-9c11-4f6f5e6f7a01';

/** What is said of a band in a specification. */
export function saying(band: Band | 'NOT_RATED', more: Partial<PublishedBand> = {}): PublishedBand {
  return {
    band,
    reason: band === 'NOT_RATED' ? 'no-workers' : null,
    method: 'average26',
    ratio: 35,
    x: 400,
    saudis: 140,
    expats: 260,
    thresholds: { LOW_GREEN: 25.15, MEDIUM_GREEN: 33.07, HIGH_GREEN: 36.43, PLATINUM: 42.33 },
    curve: '430',
    ruleSet: { name: 'nitaqat-2026', version: '1' },
    ...more,
  };
}

/** A publication of a week. */
export function published(week: string, band: Band | 'NOT_RATED', more: Partial<PublishedBand> = {}): EntityEvent {
  const last = toIsoDate(week);
  return { type: 'BandPublished', data: { effectiveOn: last, entityId, ownerId, activity: '430', week: last, ...saying(band, more) } };
}

/** A revision of some weeks. */
export function revised(week: string, through: string, band: Band | 'NOT_RATED', more: Partial<PublishedBand> = {}): EntityEvent {
  const last = toIsoDate(through);
  return {
    type: 'BandRevised',
    data: { effectiveOn: last, entityId, ownerId, activity: '430', week: toIsoDate(week), through: last, ...saying(band, more) },
  };
}
