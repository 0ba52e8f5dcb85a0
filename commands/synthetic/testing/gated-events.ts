import { evolveTimeline, bandOf, noBands, type BandTimeline } from '../../../domain/entity/band-timeline.js';
import { entityIdOf } from '../../../domain/entity/entity-id.js';
import { establishmentEventTypes, evolveEstablishment, type EstablishmentEvent, type EstablishmentFacts } from '../../../domain/entity/establishment-facts.js';
import type { EntityEvent } from '../../../domain/entity/events.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import type { EventRegistry } from '../../../domain/ledger/event-registry.js';
import { compareBands, type BandOrNone } from '../../../domain/saudization/band.js';
import { weekEnd } from '../../../domain/saudization/method.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { addDays, dayOf } from '../../../domain/standards/calendar.js';

/** The least band for what an event tells, by the guide of 2026. */
const leastBand: ReadonlyMap<string, 'LOW_GREEN' | 'MEDIUM_GREEN'> = new Map([
  ['WorkPermitRequested', 'MEDIUM_GREEN'],
  ['WorkPermitIssued', 'MEDIUM_GREEN'],
  ['WorkPermitRenewalRequested', 'LOW_GREEN'],
  ['WorkPermitRenewed', 'LOW_GREEN'],
  ['VisasRequested', 'MEDIUM_GREEN'],
  ['TransferRequested', 'MEDIUM_GREEN'],
]);

/** How many events of a log a band gates by now, and which of them are of entities whose band of the last week before was published as lower; a branch counts as opened by its company’s owner. */
export function gatedEvents(log: readonly RecordedEvent[], registry: Pick<EventRegistry, 'decode'>): { readonly gated: number; readonly beneath: readonly string[] } {
  const places = new Map<string, EstablishmentFacts>();
  const timelines = new Map<string, BandTimeline>();
  const beneath: string[] = [];
  let gated = 0;
  for (const event of log) {
    const { type, data } = event;
    const today = dayOf(event.metadata.recordedAt);
    if (type === 'BandPublished' || type === 'BandRevised') {
      const fact = registry.decode(event) as EntityEvent;
      timelines.set(fact.data.entityId, evolveTimeline(timelines.get(fact.data.entityId) ?? noBands, fact));
      continue;
    }
    if ((establishmentEventTypes as readonly string[]).includes(type)) {
      const fact = registry.decode(event) as EstablishmentEvent;
      places.set(fact.data.establishmentId, evolveEstablishment(places.get(fact.data.establishmentId) ?? null, fact));
    }
    const least = type === 'EstablishmentOpened' ? 'LOW_GREEN' : leastBand.get(type);
    if (least === undefined || today < nitaqat2026.from) continue;
    gated += 1;
    const place = places.get(String(data['toEstablishmentId'] ?? data['establishmentId']));
    if (place === undefined) throw new Error(`${type} ${event.id} names no establishment`);
    const activity = place.activities.findLast(({ from }) => from <= today)?.activity ?? '';
    const timeline = timelines.get(entityIdOf(place.ownerId, activity)) ?? noBands;
    const band: BandOrNone = bandOf(timeline, addDays(weekEnd(nitaqat2026, today), -7))?.band ?? 'NOT_RATED';
    if (band !== 'NOT_RATED' && compareBands(band, least) < 0) beneath.push(`${today} ${type} in ${band} (${event.stream})`);
  }
  return { gated, beneath };
}
