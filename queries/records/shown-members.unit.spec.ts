import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineTable, recordColumns, text } from '../../read-models/table.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { membershipView } from './membership-view.js';
import { defineView, shownRow, type RecordRow } from './record-view.js';
import { recordViews } from './record-views.js';
import { AUDIENCES, officialAudience, STAMP } from './shown-members.js';
import { visaLineView, visaUseView } from './visa-parts-view.js';

const views = [...recordViews, membershipView, visaLineView, visaUseView];
const bookkeeping = ['lastEventId', 'boxes'];

describe('what is shown', () => {
  it('is, to services and regulators, all but the bookkeeping, with whole sealed parts', () => {
    for (const view of views) {
      const columns = Object.keys(view.table.columns).filter((column) => !bookkeeping.includes(column));
      for (const audience of ['platform-service', 'regulator'] as const) expect(view.shown[audience].columns, view.type).toEqual(columns);
    }
  });

  it('leaves employers without these columns', () => {
    const hidden = (audience: 'employer' | 'current-employer'): object =>
      Object.fromEntries(
        views.map((view) => [view.type, view.shown.regulator.columns.filter((column) => !view.shown[audience].columns.includes(column))]),
      );
    const always = {
      company: ['owner', 'ownerId'],
      establishment: ['owner', 'ownerId'],
      employee: ['survivorId'],
      contract: ['previousContractId', 'successorContractId'],
      workPermit: [],
      visa: [],
      insurance: [],
      visaLine: [],
      visaUse: [],
      authorisedPerson: ['employeeId'],
    };
    expect(hidden('employer')).toEqual({ ...always, transfer: ['fromEstablishmentId'] });
    expect(hidden('current-employer')).toEqual({
      ...always,
      transfer: [
        'establishmentId',
        'occupation',
        'terms',
        'permitId',
        'declaredEarlierTransfers',
        'nationality',
        'nationalityGroup',
        'newContractId',
        'transferNumber',
        'fee',
      ],
    });
  });

  it('gives employers these sealed fields and no others', () => {
    for (const audience of ['employer', 'current-employer'] as const) {
      expect(Object.fromEntries(views.filter((view) => Object.keys(view.shown[audience].personal).length > 0).map((view) => [view.type, view.shown[audience].personal]))).toEqual({
        employee: { employeeId: ['name', 'identifiers', 'passport', 'birthDate'] },
        workPermit: { employeeId: ['permitNumber'] },
        authorisedPerson: { personId: ['name'] },
        visaUse: { employeeId: ['visaNumber'] },
      });
    }
  });

  it('is nothing of every record to a role that does not read every record', () => {
    for (const role of ['employer', 'analyst', 'operator', 'system'] as const) expect(() => officialAudience(role)).toThrow(role);
  });

  it('has every member in the schema of its audience, which knows no others', () => {
    for (const view of views) {
      for (const audience of AUDIENCES) {
        expect(Object.keys(view.answers[audience].shape).sort(), view.type).toEqual(['type', 'personal', ...view.shown[audience].columns].sort());
        expect(Object.keys(view.answers[audience].shape).every((name) => name in view.answer.shape)).toBe(true);
      }
    }
  });
});

describe('a column or sealed field that nobody listed', () => {
  const table = defineTable({ name: 'thing', version: 1, columns: { ...recordColumns, listed: text, unlisted: text }, wall: null, indexes: [] });
  const view = defineView({
    path: 'things',
    type: 'thing',
    model: models.companies,
    table,
    shapes: {},
    personal: [{ part: 'personId', schema: z.object({ name: z.string().nullable(), secret: z.string().nullable() }) }],
    filters: [],
    own: ownedBy('id'),
    members: { everyone: ['listed'], personal: { personId: ['name'] } },
  });
  const row = { id: 'x', revision: 0, createdOn: '2026-01-01', changedAt: '2026-01-01T00:00:00.000Z', synthetic: false, lastEventId: 'e', boxes: [], listed: 'a', unlisted: 'b' } as RecordRow;

  it('is shown to nobody', () => {
    for (const audience of AUDIENCES) {
      const shown = shownRow(view, row, { personId: { name: 'N', secret: 'S' }, other: { name: 'O' } }, audience);
      expect(Object.keys(shown)).toEqual(['type', ...STAMP, 'listed', 'personal']);
      if (audience !== 'platform-service' && audience !== 'regulator') expect(shown).toMatchObject({ personal: { personId: { name: 'N' } } });
      if (audience !== 'platform-service' && audience !== 'regulator') expect(JSON.stringify(shown)).not.toMatch(/"S"|"O"/);
    }
  });

  it('leaves the mark of a person who was forgotten, only where some of him was shown', () => {
    const parts = { personId: { erased: true }, other: { erased: true } } as const;
    expect(shownRow(view, row, parts, 'employer')).toMatchObject({ personal: { personId: { erased: true } } });
    expect(shownRow(view, row, parts, 'employer')).not.toHaveProperty('personal.other');
  });
});
