import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { CloseCompany, ResumeCompany, SuspendCompany } from './commands.js';
import type { SuspensionReason } from './company-codes.js';
import {
  branchId,
  branchOpened,
  closed,
  company,
  event,
  mainId,
  mainOpened,
  registered,
  suspended,
  today,
} from './testing/company-examples.js';

const day = toIsoDate;
const on = (effectiveOn?: string) => (effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) });
const resumed = event('CompanyResumed', { effectiveOn: day('2026-03-01') });

describe('suspending a company', () => {
  const suspend = (reason: SuspensionReason = 'court-order', effectiveOn?: string): SuspendCompany => ({
    type: 'SuspendCompany',
    data: { reason, ...on(effectiveOn) },
  });

  it.each([
    ['registered', [registered]],
    ['resumed', [registered, suspended, resumed]],
  ])('suspends one that was %s', (_, given) => {
    const state = company.given(given).when(suspend()).then([event('CompanySuspended', { effectiveOn: today, reason: 'court-order' })], { rules: [], unknown: [] });
    expect(state).toMatchObject({ status: 'suspended', statusSince: today });
  });

  it('rests a late confirmation on its rule; the last confirmation is not known', () => {
    company
      .given([registered])
      .when(suspend('confirmation-overdue'))
      .then([event('CompanySuspended', { effectiveOn: today, reason: 'confirmation-overdue' })], {
        rules: ['company.register-confirmation'],
        unknown: ['register-confirmation'],
      });
  });

  it.each([
    ['that is not there', [], suspend(), 'company.not-registered'],
    ['that is closed', [registered, closed], suspend(), 'company.closed'],
    ['that is suspended', [registered, suspended], suspend(), 'company.already-suspended'],
    ['from tomorrow on', [registered], suspend('court-order', '2026-04-27'), 'company.effective-in-future'],
    ['before its registration', [registered], suspend('court-order', '2025-01-14'), 'company.effective-too-early'],
    ['before it was resumed', [registered, suspended, resumed], suspend('court-order', '2026-02-28'), 'company.effective-too-early'],
    ['late with what was no duty yet', [registered], suspend('confirmation-overdue', '2025-04-02'), 'company.no-confirmation-duty'],
  ])('is refused for one %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });

  // Founded on 10 March 2025: confirmed by 10 March 2026, overdue 90 days later, on 8 June 2026.
  const young = event('CompanyRegistered', {
    effectiveOn: day('2025-03-10'),
    unifiedNumber: '7000000001',
    name: { ar: null, en: 'Young' },
    legalForm: 'limited-liability',
    contact: { phone: null, email: null, website: null },
    foundedOn: day('2025-03-10'),
    owner: { kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Example Holding' } },
    ownerId: null,
  });

  it('does not find the first confirmation overdue before its 90th day', () => {
    const overdue = suspend('confirmation-overdue');
    company.given([young]).when(overdue, { today: '2026-06-07' }).thenRefused('company.confirmation-not-overdue', { rule: 'company.register-confirmation' });
    company.given([young]).when(overdue, { today: '2026-06-08' }).accepted();
  });
});

describe('resuming a company', () => {
  const resume = (effectiveOn?: string): ResumeCompany => ({ type: 'ResumeCompany', data: on(effectiveOn) });

  it('lets it act again', () => {
    const state = company.given([registered, suspended]).when(resume()).then([event('CompanyResumed', { effectiveOn: today })]);
    expect(state).toMatchObject({ status: 'active', statusSince: today });
  });

  it.each([
    ['that is not there', [], resume(), 'company.not-registered'],
    ['that is closed', [registered, suspended, closed], resume(), 'company.closed'],
    ['that is active', [registered], resume(), 'company.not-suspended'],
    ['that was resumed', [registered, suspended, resumed], resume(), 'company.not-suspended'],
    ['from tomorrow on', [registered, suspended], resume('2026-04-27'), 'company.effective-in-future'],
    ['before it was suspended', [registered, suspended], resume('2026-01-31'), 'company.effective-too-early'],
  ])('is refused for one %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});

describe('closing a company', () => {
  const close = (effectiveOn?: string): CloseCompany => ({ type: 'CloseCompany', data: { reason: 'liquidated', ...on(effectiveOn) } });
  const ended = event('CompanyClosed', { effectiveOn: today, reason: 'liquidated' });
  const establishmentClosed = (establishmentId: string) =>
    event('EstablishmentClosed', { effectiveOn: today, establishmentId, reason: 'company-closed' });

  it('closes its establishments with it, the main one last', () => {
    const state = company
      .given([registered, mainOpened, branchOpened])
      .when(close())
      .then([establishmentClosed(branchId), establishmentClosed(mainId), ended], { unknown: ['running-contracts'] });
    expect(state).toMatchObject({ status: 'closed', statusSince: today });
    expect(Object.values(state.establishments).map((one) => one.status)).toEqual(['closed', 'closed']);
  });

  it('leaves an establishment alone that is closed', () => {
    const branchClosed = event('EstablishmentClosed', { effectiveOn: day('2026-04-01'), establishmentId: branchId, reason: 'moved' });
    company.given([registered, mainOpened, branchOpened, branchClosed]).when(close()).then([establishmentClosed(mainId), ended]);
  });

  it.each([
    ['without an establishment', [registered]],
    ['that is suspended', [registered, suspended]],
  ])('closes one %s', (_, given) => {
    company.given(given).when(close()).then([ended]);
  });

  it.each([
    ['that is not there', [], close(), 'company.not-registered'],
    ['that is closed', [registered, closed], close(), 'company.closed'],
    ['from tomorrow on', [registered], close('2026-04-27'), 'company.effective-in-future'],
    ['before its registration', [registered], close('2025-01-14'), 'company.effective-too-early'],
    ['before it was suspended', [registered, suspended], close('2026-01-31'), 'company.effective-too-early'],
  ])('is refused for one %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });

  it('is refused before the last change of an open establishment', () => {
    const changed = event('EstablishmentActivityChanged', {
      effectiveOn: day('2026-04-01'),
      establishmentId: mainId,
      isicActivity: '4711',
      nitaqatActivity: '460',
    });
    company.given([registered, mainOpened, changed]).when(close('2026-03-31')).thenRefused('company.effective-too-early');
  });
});
