import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { RecordMowaamahCertificate, WithdrawMowaamahCertificate } from './commands.js';
import { closed, company, event, registered, suspended, today } from './testing/company-examples.js';

const day = toIsoDate;
const certificateNumber = 'MW-2026-1';
const certificate = (validFrom: string, validTo: string, effectiveOn = validFrom) =>
  event('MowaamahCertificateRecorded', { effectiveOn: day(effectiveOn), certificateNumber, validFrom: day(validFrom), validTo: day(validTo) });
const held = certificate('2026-01-01', '2026-12-31');
const withdrawn = event('MowaamahCertificateWithdrawn', { effectiveOn: day('2026-04-01'), certificateNumber, reason: 'conditions-not-met' });

describe('recording a Mowaamah certificate', () => {
  const record = (validFrom: string, validTo: string): RecordMowaamahCertificate => ({
    type: 'RecordMowaamahCertificate',
    data: { certificateNumber, validFrom: day(validFrom), validTo: day(validTo) },
  });

  it.each([
    ['an active company', [registered]],
    ['a suspended one', [registered, suspended]],
    ['a closed one, of its past', [registered, closed]],
  ])('takes effect with its first day: of %s', (_, given) => {
    const state = company.given(given).when(record('2026-01-01', '2026-12-31')).then([held], { rules: [], unknown: [] });
    expect(state.mowaamah).toEqual({ [certificateNumber]: { validFrom: '2026-01-01', validTo: '2026-12-31', withdrawnOn: null } });
  });

  it('takes effect today where its first day lies ahead', () => {
    company.given([registered]).when(record('2026-06-01', '2027-05-31')).then([certificate('2026-06-01', '2027-05-31', today)]);
  });

  it('replaces what was recorded under its number, from the earlier of both first days on, also after a withdrawal', () => {
    company.given([registered, held]).when(record('2026-03-01', '2027-02-28')).then([certificate('2026-03-01', '2027-02-28', '2026-01-01')]);
    expect(company.given([registered, held, withdrawn]).when(record('2026-01-01', '2026-12-31')).then([held]).mowaamah[certificateNumber]?.withdrawnOn).toBeNull();
  });

  it.each([
    ['no company', [], record('2026-01-01', '2026-12-31'), 'company.not-registered'],
    ['no day', [registered], record('2026-01-01', '2025-12-31'), 'company.certificate-empty'],
    ['the same days', [registered, held], record('2026-01-01', '2026-12-31'), 'company.certificate-unchanged'],
  ])('is refused for %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});

describe('withdrawing a Mowaamah certificate', () => {
  const withdraw = (effectiveOn?: string, number = certificateNumber): WithdrawMowaamahCertificate => ({
    type: 'WithdrawMowaamahCertificate',
    data: { certificateNumber: number, reason: 'conditions-not-met', ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
  });

  it('ends it before the day named, or today; an earlier withdrawal replaces a later one', () => {
    const state = company.given([registered, held]).when(withdraw('2026-04-01')).then([withdrawn]);
    expect(state.mowaamah[certificateNumber]).toEqual({ validFrom: '2026-01-01', validTo: '2026-12-31', withdrawnOn: '2026-04-01' });
    company.given([registered, held]).when(withdraw()).then([event('MowaamahCertificateWithdrawn', { effectiveOn: today, certificateNumber, reason: 'conditions-not-met' })]);
    company.given([registered, held, withdrawn]).when(withdraw('2026-03-31')).accepted();
  });

  it.each([
    ['no company', [], withdraw(), 'company.not-registered'],
    ['another number', [registered, held], withdraw('2026-04-01', 'MW-2'), 'company.certificate-not-held'],
    ['one that is withdrawn', [registered, held, withdrawn], withdraw('2026-04-01'), 'company.certificate-not-held'],
    ['one that had ended', [registered, certificate('2025-01-01', '2025-12-31')], withdraw('2026-01-01'), 'company.certificate-not-held'],
    ['a day ahead', [registered, held], withdraw('2026-04-27'), 'company.effective-in-future'],
  ])('is refused for %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});
