import type { CompanyEvent } from '../domain/company/events.js';
import { unreachable } from '../domain/ledger/exhaustive.js';
import { establishmentTable, type EstablishmentRow } from '../read-models/tables/establishment.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { partProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type EstablishmentEvent = Extract<
  CompanyEvent,
  { type: 'EstablishmentOpened' | 'EstablishmentActivityChanged' | 'EstablishmentClosed' }
>;

function begin(fact: StoredFact<EstablishmentEvent>): OwnColumns<EstablishmentRow> | undefined {
  if (fact.type !== 'EstablishmentOpened') return undefined;
  const { effectiveOn, companyId, number, name, main, isicActivity, nitaqatActivity, region, owner, ownerId } = fact.data;
  return {
    companyId,
    status: 'open',
    number,
    nameEn: name.en,
    nameAr: name.ar,
    main,
    isicActivity,
    nitaqatActivity,
    activitySince: effectiveOn,
    region,
    owner,
    ownerId: owner.kind === 'natural' ? owner.personId : ownerId,
    openedOn: effectiveOn,
    closedOn: null,
    closureReason: null,
    boxes: rowBoxes(fact),
  };
}

function change(_row: EstablishmentRow, fact: StoredFact<EstablishmentEvent>): Partial<OwnColumns<EstablishmentRow>> {
  switch (fact.type) {
    case 'EstablishmentOpened':
      throw new Error('the establishment is open already');
    case 'EstablishmentActivityChanged': {
      const { isicActivity, nitaqatActivity, effectiveOn } = fact.data;
      return { isicActivity, nitaqatActivity, activitySince: effectiveOn };
    }
    case 'EstablishmentClosed':
      return { status: 'closed', closedOn: fact.data.effectiveOn, closureReason: fact.data.reason };
    default:
      return unreachable(fact);
  }
}

/** One row an establishment. A company that closes closes each of its establishments by an event of its own. */
export const establishments = defineReadModel({
  name: 'establishments',
  version: 1,
  projections: [
    partProjection<EstablishmentEvent, (typeof establishmentTable)['columns']>({
      table: establishmentTable,
      handles: ['EstablishmentOpened', 'EstablishmentActivityChanged', 'EstablishmentClosed'],
      keysOf: (fact) => [fact.data.establishmentId],
      begin,
      change,
    }),
  ],
});
