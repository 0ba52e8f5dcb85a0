// Gates on a real log: which week a decision asks, what it refuses and names, and what it does while the week is not closed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import type { Actor } from '../../domain/access/roles.js';
import { entityIdOf, ownerIdOf } from '../../domain/entity/entity-id.js';
import { basisOf } from '../../domain/ledger/event.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import { gates2026 } from '../../domain/saudization/gate-rules.js';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import type { CommandAnswer } from '../handler/request.js';
import { closeWeeks } from '../testing/close-weeks.js';
import { citizen, company, marketOn, numbers, terms, type Market } from '../testing/market.js';
import { openTestLedger, platform, type TestLedger } from '../testing/test-ledger.js';
import type { Sent, TestProcess } from '../testing/test-process.js';
import { hashOfRuleSet } from './rule-set-hash.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;

interface Firm {
  readonly id: string;
  readonly establishmentId: string;
  readonly owner: object;
  /** The stream of its owner’s entity in activity 450. */
  readonly entity: string;
}

/** A young company whose owner has no other. */
async function firm(): Promise<Firm> {
  const owner = { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'Holding' } } as const;
  const { id } = await process.send(company({ owner, foundedOn: '2026-03-10' }));
  const opened = (await ledger.stream(`company-${id}`)).find(({ type }) => type === 'EstablishmentOpened');
  return { id, establishmentId: String(opened?.data['establishmentId']), owner, entity: streamOf('entity', entityIdOf(ownerIdOf(owner), '450')) };
}

const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
const visas = ({ id: companyId, establishmentId }: Firm, phase: string, key?: string): Sent => ({
  name: 'RequestVisas',
  data: { companyId, establishmentId, kind: 'permanent', phase, lines: [line] },
  ...(key === undefined ? {} : { key }),
});
const branch = (): object => ({ number: numbers.establishment(), name: { ar: null, en: 'Branch' }, isicActivity: '4100', nitaqatActivity: '450', region: 'SA-01', main: false });

/** What the event that a command made last rests on. */
async function restsOn({ category, id, revision }: CommandAnswer): Promise<ReturnType<typeof basisOf>> {
  const event = (await ledger.stream(`${category}-${id}`))[revision];
  return event === undefined ? undefined : basisOf(event);
}

const codeOf = (outcome: CommandAnswer | Problem): string => (outcome instanceof Problem ? outcome.code : 'accepted');

// The set is adopted, so that what a gate asks for is seen to come from the ledger.
const set = { ...nitaqat2026, name: 'gated', version: '7', gates: gates2026 };
const rules = { rule: 'gated', version: '7' };

let red: Firm;
let green: Firm;
let newcomer: Firm;
let redsWorker: { readonly employee: string; readonly contract: string };

beforeAll(async () => {
  ledger = await openTestLedger('gates');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
  ledger.clock.at('2026-04-27');
  const regulator = (name: string): Actor => ({ ...platform(name), role: 'regulator', families: [] });
  const register = (name: string, data: object, by: string): Sent => ({ name, data, record: RULE_SETS_ID, actor: regulator(by), onBehalfOf: null });
  await process.send(register('ProposeRuleSet', { set }, 'one'));
  await process.send(register('ConfirmRuleSet', { hash: hashOfRuleSet(set) }, 'two'));
  [red, green, newcomer] = [await firm(), await firm(), await firm()];
  const employee = await market.resident();
  redsWorker = { employee, contract: await market.contract(red, employee) };
  // One Saudi of full weight: a small entity needs no more.
  await market.contract(green, (await process.send(citizen())).id);
});
afterAll(() => ledger.close());

describe('gates', () => {
  it('stand open before the first week is over, and say so', async () => {
    const answer = await process.send(visas(red, 'expansion'));
    expect((await restsOn(answer))?.unknown).toContain('nitaqat-band');
  });

  it('decide nothing while the week is not closed: who comes again under his key is heard then', async () => {
    ledger.clock.at('2026-05-03');
    expect(await process.outcome(visas(red, 'expansion', 'early'))).toMatchObject({ status: 503, code: 'saudization.week-not-closed', headers: { 'Retry-After': '5' } });
    await closeWeeks(ledger);
    expect(await process.outcome(visas(red, 'expansion', 'early'))).toMatchObject({
      status: 422,
      code: 'visa.band-too-low',
      errors: [{ pointer: '/establishmentId' }],
      members: { ...{ rule: 'gated', ruleVersion: '7' }, band: 'RED', bandNeeded: 'MEDIUM_GREEN', week: '2026-05-02', distance: { heads: 5, ratio: null } },
    });
  });

  it('name the event that told the band, and the rule set by which it is judged', async () => {
    const answer = await process.send(visas(green, 'establishment'));
    const basis = await restsOn(answer);
    expect(basis?.records).toContainEqual({ stream: green.entity, revision: 0 });
    expect((await ledger.stream(green.entity))[0]).toMatchObject({ type: 'BandPublished', data: { band: 'LOW_GREEN' } });
    expect(basis?.rules).toContainEqual(rules);
    expect(basis?.unknown).not.toContain('nitaqat-band');
    expect(codeOf(await process.outcome(visas(green, 'expansion')))).toBe('visa.band-too-low');
  });

  it('let an owner begin of whom nothing was ever told', async () => {
    const basis = await restsOn(await process.send(visas(newcomer, 'expansion')));
    expect(basis?.records).toContainEqual({ stream: newcomer.entity, revision: -1 });
    expect(basis?.unknown).toContain('nitaqat-band');
    expect(codeOf(await process.outcome({ name: 'OpenEstablishment', record: newcomer.id, data: branch() }))).toBe('accepted');
  });

  it('ask permits, and establishments by whatever command they are opened', async () => {
    const other = await market.resident();
    const permit = ({ id: companyId, establishmentId }: Firm): Sent => ({
      name: 'RequestWorkPermit',
      data: { companyId, establishmentId, employeeId: other, occupation: '711201', months: 12, declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false },
    });
    expect(codeOf(await process.outcome(permit(red)))).toBe('work-permit.band-too-low');
    expect(codeOf(await process.outcome(permit(green)))).toBe('work-permit.band-too-low');
    expect(codeOf(await process.outcome(permit(newcomer)))).toBe('accepted');
    expect(codeOf(await process.outcome({ name: 'OpenEstablishment', record: red.id, data: branch() }))).toBe('company.band-too-low');
    expect(codeOf(await process.outcome({ name: 'OpenEstablishment', record: green.id, data: branch() }))).toBe('accepted');
    expect(await process.outcome(company({ owner: red.owner }))).toMatchObject({ code: 'company.band-too-low', errors: [{ pointer: '/establishment/nitaqatActivity' }] });
    expect(codeOf(await process.outcome(company({ owner: red.owner, establishment: undefined })))).toBe('accepted');
  });

  it('let workers of a red employer go without its consent', async () => {
    const { name, data } = market.transferTo(newcomer, redsWorker.employee, redsWorker.contract);
    const { id } = await process.send({ name, data: { ...data, terms: terms('2026-06-01', '2028-05-31') } });
    const answer = await process.send({ name: 'AnswerAsEmployee', record: id, data: { answer: 'accept' } });
    expect(answer.events.map(({ type }) => type)).toEqual(['TransferAcceptedByEmployee', 'TransferNoticeBegun']);
    expect((await ledger.stream(`transfer-${id}`)).map(({ data }) => data['consent'])).toEqual(['employer-red', 'employer-red', 'employer-red']);
    expect((await restsOn(answer))?.records).toContainEqual({ stream: red.entity, revision: 0 });
  });

  it('read the band anew when it changes', async () => {
    ledger.clock.at('2026-05-04');
    // Whom he hires counts in the week that is not over yet, on six days of seven: the next one is the first with a whole Saudi.
    await market.contract(red, (await process.send(citizen())).id);
    expect(codeOf(await process.outcome({ name: 'OpenEstablishment', record: red.id, data: branch() }))).toBe('company.band-too-low');
    ledger.clock.at('2026-05-17');
    await closeWeeks(ledger);
    const basis = await restsOn(await process.send({ name: 'OpenEstablishment', record: red.id, data: branch() }));
    const told = await ledger.stream(red.entity);
    const { revision } = told.find(({ data }) => data['band'] === 'LOW_GREEN') ?? expect.fail('never green');
    expect(basis?.records).toContainEqual({ stream: red.entity, revision });
    expect(toIsoDate(String(told[revision]?.data['week']))).toBe('2026-05-16');
  });
});
