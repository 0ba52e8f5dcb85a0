import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { DescribeCompany, RegisterCompany } from './commands.js';
import {
  closed,
  company,
  establishment,
  event,
  legalOwner,
  mainId,
  naturalOwner,
  ownerId,
  registered,
  registration,
  sealedHuman,
  suspended,
  today,
} from './testing/company-examples.js';

const register = (more: Partial<RegisterCompany['data']> = {}): RegisterCompany => ({ type: 'RegisterCompany', data: { ...registration, ...more } });
const noContact = { phone: null, email: null, website: null };
const { owner: _owner, ...open } = registration;
const day = toIsoDate;

describe('registering a company', () => {
  it('names a legal owner openly', () => {
    const state = company
      .given([])
      .when(register())
      .then([event('CompanyRegistered', { effectiveOn: today, ...open, contact: noContact, owner: legalOwner, ownerId: null })]);
    expect(state).toMatchObject({ status: 'active', unifiedNumber: '7000000001', owner: legalOwner, registeredOn: today });
  });

  it('seals a human owner under his directory id', () => {
    const owner = { kind: 'natural' as const, personId: ownerId };
    const state = company
      .given([])
      .when(register({ owner: naturalOwner }))
      .then([
        {
          ...event('CompanyRegistered', { effectiveOn: today, ...open, contact: noContact, owner, ownerId }),
          personal: { ownerId: sealedHuman },
        },
      ]);
    expect(state.owner).toEqual(owner);
  });

  it('opens the main establishment with it, whose owner is not sealed a second time', () => {
    const owner = { kind: 'natural' as const, personId: ownerId };
    const effectiveOn = day('2020-01-01');
    const state = company
      .given([])
      .when(register({ owner: naturalOwner, establishment, effectiveOn }))
      .then([
        {
          ...event('CompanyRegistered', { effectiveOn, ...open, contact: noContact, owner, ownerId }),
          personal: { ownerId: sealedHuman },
        },
        event('EstablishmentOpened', { effectiveOn, establishmentId: mainId, ...establishment, main: true, owner, ownerId: null }),
      ]);
    expect(state.establishments[mainId]).toMatchObject({ status: 'open', main: true, openedOn: effectiveOn, owner });
  });

  it.each([
    ['again', [registered], register(), 'company.already-registered', undefined],
    ['after its end', [registered, closed], register(), 'company.already-registered', undefined],
    ['founded tomorrow', [], register({ foundedOn: day('2026-04-27') }), 'company.founded-in-future', '/foundedOn'],
    ['owned by itself', [], register({ owner: { ...legalOwner, unifiedNumber: '7000000001' } }), 'company.owns-itself', '/owner/unifiedNumber'],
    ['from tomorrow on', [], register({ effectiveOn: day('2026-04-27') }), 'company.effective-in-future', '/effectiveOn'],
    ['before its founding', [], register({ effectiveOn: day('2019-03-09') }), 'company.effective-too-early', '/effectiveOn'],
  ])('is refused %s', (_, given, command, code, pointer) => {
    company.given(given).when(command).thenRefused(code, pointer === undefined ? {} : { pointer });
  });

  it('needs the human owner to have been looked up', () => {
    expect(() => company.given([]).when(register({ owner: naturalOwner }), { people: {} })).toThrow('looked up');
  });
});

describe('describing a company', () => {
  const description = { name: { ar: 'شركة أخرى', en: 'Another' }, legalForm: 'joint-stock' as const, contact: { ...noContact, email: 'a@example.com' } };
  const describeIt = (effectiveOn?: string): DescribeCompany => ({
    type: 'DescribeCompany',
    data: { ...description, ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
  });
  const described = event('CompanyDescribed', { effectiveOn: today, ...description });

  it.each([
    ['active', [registered]],
    ['suspended', [registered, suspended]],
    ['described before', [registered, described]],
  ])('replaces the description of one that is %s', (_, given) => {
    expect(company.given(given).when(describeIt()).then([described])).toMatchObject({ legalForm: 'joint-stock', describedOn: today });
  });

  it.each([
    ['that is not there', [], describeIt(), 'company.not-registered'],
    ['that is closed', [registered, closed], describeIt(), 'company.closed'],
    ['from tomorrow on', [registered], describeIt('2026-04-27'), 'company.effective-in-future'],
    ['before its registration', [registered], describeIt('2025-01-14'), 'company.effective-too-early'],
    ['before the last description', [registered, described], describeIt('2026-04-25'), 'company.effective-too-early'],
  ])('is refused for one %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});
