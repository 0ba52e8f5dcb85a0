import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { ChangeEstablishmentActivity, CloseEstablishment, OpenEstablishment } from './commands.js';
import {
  branch,
  branchId,
  branchOpened,
  closed,
  company,
  establishment,
  event,
  legalOwner,
  mainId,
  mainOpened,
  naturalOwner,
  ownerId,
  registered,
  sealedHuman,
  suspended,
  today,
} from './testing/company-examples.js';

const day = toIsoDate;
const resumed = event('CompanyResumed', { effectiveOn: day('2026-03-01') });
const branchClosed = event('EstablishmentClosed', { effectiveOn: day('2026-04-01'), establishmentId: branchId, reason: 'moved' });

describe('opening an establishment', () => {
  const open = (more: Partial<OpenEstablishment['data']> = {}): OpenEstablishment => ({ type: 'OpenEstablishment', data: { ...branch, ...more } });
  const main = open({ number: '1-1', main: true });
  const opened = { effectiveOn: today, establishmentId: mainId, ...establishment, owner: legalOwner, ownerId: null };

  it('opens the main one first, when no band is there yet, and says so', () => {
    const state = company
      .given([registered])
      .when(main)
      .then([event('EstablishmentOpened', { ...opened, number: '1-1', main: true })], { unknown: ['nitaqat-band'] });
    expect(state.establishments[mainId]).toMatchObject({ status: 'open', main: true, activitySince: today, closedOn: null });
  });

  it('opens a branch beside it; the band that could forbid it is not known', () => {
    company
      .given([registered, mainOpened])
      .when(open())
      .then([event('EstablishmentOpened', { ...opened, number: '2-77', main: false })], { unknown: ['nitaqat-band'] });
  });

  it('opens a main one anew after the last closed', () => {
    const mainClosed = event('EstablishmentClosed', { effectiveOn: day('2026-04-01'), establishmentId: branchId, reason: 'moved' });
    const other = event('EstablishmentOpened', { ...opened, effectiveOn: day('2025-01-15'), establishmentId: branchId, main: true });
    company
      .given([registered, other, mainClosed])
      .when(main)
      .then([event('EstablishmentOpened', { ...opened, number: '1-1', main: true })]);
  });

  it('seals an owner of its own', () => {
    company
      .given([registered, mainOpened])
      .when(open({ owner: naturalOwner }))
      .then([
        {
          ...event('EstablishmentOpened', { ...opened, number: '2-77', main: false, owner: { kind: 'natural', personId: ownerId }, ownerId }),
          personal: { ownerId: sealedHuman },
        },
      ]);
  });

  it.each([
    ['without a company', [], main, 'company.not-registered'],
    ['of a closed company', [registered, closed], main, 'company.closed'],
    ['of a suspended company', [registered, suspended], main, 'company.suspended'],
    ['with a number it has', [registered, mainOpened, branchOpened], open(), 'company.establishment-known'],
    ['with a number it had', [registered, mainOpened, branchOpened, branchClosed], open(), 'company.establishment-known'],
    ['as a second main one', [registered, mainOpened], main, 'company.main-establishment-exists'],
    ['as a branch of nothing', [registered], open(), 'company.no-main-establishment'],
    ['from tomorrow on', [registered], open({ main: true, effectiveOn: day('2026-04-27') }), 'company.effective-in-future'],
    ['before the registration', [registered], open({ main: true, effectiveOn: day('2025-01-14') }), 'company.effective-too-early'],
    ['during a suspension', [registered, suspended, resumed], open({ main: true, effectiveOn: day('2026-02-15') }), 'company.effective-too-early'],
  ])('is refused %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});

describe('closing an establishment', () => {
  const close = (establishmentId: string, effectiveOn?: string): CloseEstablishment => ({
    type: 'CloseEstablishment',
    data: { establishmentId, reason: 'moved', ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
  });

  it.each([
    ['a branch', [registered, mainOpened, branchOpened], branchId],
    ['a branch of a suspended company', [registered, mainOpened, branchOpened, suspended], branchId],
    ['the main one, alone', [registered, mainOpened], mainId],
    ['the main one after its branches', [registered, mainOpened, branchOpened, branchClosed], mainId],
  ])('closes %s', (_, given, establishmentId) => {
    const state = company
      .given(given)
      .when(close(establishmentId))
      .then([event('EstablishmentClosed', { effectiveOn: today, establishmentId, reason: 'moved' })], { unknown: ['running-contracts'] });
    expect(state.establishments[establishmentId]).toMatchObject({ status: 'closed', closedOn: today });
  });

  it.each([
    ['without a company', [], close(mainId), 'company.not-registered'],
    ['of a closed company', [registered, closed], close(mainId), 'company.closed'],
    ['of another company', [registered], close(mainId), 'company.establishment-unknown'],
    ['that is closed', [registered, mainOpened, branchOpened, branchClosed], close(branchId), 'company.establishment-closed'],
    ['that is the main one of branches', [registered, mainOpened, branchOpened], close(mainId), 'company.main-establishment-has-branches'],
    ['from tomorrow on', [registered, mainOpened], close(mainId, '2026-04-27'), 'company.effective-in-future'],
    ['before it opened', [registered, mainOpened], close(mainId, '2025-01-14'), 'company.effective-too-early'],
  ])('is refused for one %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});

describe('changing an activity', () => {
  const change = (more: Partial<ChangeEstablishmentActivity['data']> = {}): ChangeEstablishmentActivity => ({
    type: 'ChangeEstablishmentActivity',
    data: { establishmentId: mainId, isicActivity: '4711', nitaqatActivity: '460', ...more },
  });
  const changed = (effectiveOn: string) =>
    event('EstablishmentActivityChanged', { effectiveOn: day(effectiveOn), establishmentId: mainId, isicActivity: '4711', nitaqatActivity: '460' });

  it('changes it from a day on', () => {
    const state = company.given([registered, mainOpened]).when(change({ effectiveOn: day('2026-04-01') })).then([changed('2026-04-01')]);
    expect(state.establishments[mainId]).toMatchObject({ isicActivity: '4711', nitaqatActivity: '460', activitySince: '2026-04-01' });
  });

  it('changes one of the two codes alone', () => {
    company
      .given([registered, mainOpened])
      .when(change({ isicActivity: '4100' }))
      .then([event('EstablishmentActivityChanged', { effectiveOn: today, establishmentId: mainId, isicActivity: '4100', nitaqatActivity: '460' })]);
  });

  it.each([
    ['without a company', [], change(), 'company.not-registered'],
    ['of a closed company', [registered, mainOpened, closed], change(), 'company.closed'],
    ['of a suspended company', [registered, mainOpened, suspended], change(), 'company.suspended'],
    ['of an unknown establishment', [registered], change(), 'company.establishment-unknown'],
    ['of a closed establishment', [registered, mainOpened, branchOpened, branchClosed], change({ establishmentId: branchId }), 'company.establishment-closed'],
    ['to the same', [registered, mainOpened], change({ isicActivity: '4100', nitaqatActivity: '450' }), 'company.activity-unchanged'],
    ['to the same as before', [registered, mainOpened, changed('2026-04-01')], change(), 'company.activity-unchanged'],
    ['from tomorrow on', [registered, mainOpened], change({ effectiveOn: day('2026-04-27') }), 'company.effective-in-future'],
    ['before it opened', [registered, mainOpened], change({ effectiveOn: day('2025-01-14') }), 'company.effective-too-early'],
    ['during a suspension', [registered, mainOpened, suspended, resumed], change({ effectiveOn: day('2026-02-15') }), 'company.effective-too-early'],
    [
      'before the last change',
      [registered, mainOpened, changed('2026-04-01')],
      change({ isicActivity: '4100', effectiveOn: day('2026-03-31') }),
      'company.effective-too-early',
    ],
  ])('is refused %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});
