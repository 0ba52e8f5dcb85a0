import type { EntityEvent } from '../../domain/entity/events.js';
import { evolveTimeline } from '../../domain/entity/band-timeline.js';
import { entityBandTable } from '../../read-models/tables/entity.js';
import { alreadySeen } from '../engine/one-stream.js';
import { defineProjection } from '../engine/projection.js';

export const entityBandRows = defineProjection<(typeof entityBandTable)['columns'], EntityEvent>({
  table: entityBandTable,
  handles: ['BandPublished', 'BandRevised'],
  keysOf: (fact) => [fact.data.entityId],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    const { ownerId, activity } = fact.data;
    const [span] = evolveTimeline({ entityId: key, ownerId, activity, spans: [] }, fact).spans;
    if (span === undefined) throw new Error(`${fact.type} tells no band`);
    // A revision is of weeks that are past; what holds until another is told is the newest publication.
    if (fact.type === 'BandRevised' && row !== null) return { ...row, revision: fact.revision, lastEventId: fact.id };
    return { id: key, revision: fact.revision, ownerId, activity, band: span.said.band, week: span.week, said: span.said, lastEventId: fact.id };
  },
});
