// On whose behalf: every command × everybody who could be named, on a real log; and what a removal, a merge, a death or an erasure does to it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleFor } from '../../domain/access/policy.js';
import { Problem } from '../../domain/access/problem.js';
import { authorityScope, type AuthorityScope } from '../../domain/company/company-codes.js';
import { logErasures } from '../reactions/log-erasures.js';
import { everyCommand, setStage, type Stage } from '../testing/every-command.js';
import { authorisedPerson, marketOn, numbers, resident, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { requestOf, type Sent, type TestProcess } from '../testing/test-process.js';
import { createCommandHandler, type CommandHandler } from './command-handler.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;
let stage: Stage;
/** Directory ids of everybody whom a command could name; null for the department. */
const people = new Map<string, string | null>();

beforeAll(async () => {
  ledger = await openTestLedger('on behalf');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
  stage = await setStage(market);
  const { from, to } = stage;
  people.set('the department', null).set('the employee', stage.employee).set('another employee', stage.other);
  people.set('nobody known', '0190c5d2-7d0c-4b6e-8b52-0000000000ff');
  for (const [side, { id }] of [['current', from], ['new', to]] as const) {
    for (const scope of authorityScope.options) people.set(`${side} employer’s for ${scope}`, await market.authorised(id, { scopes: [scope] }));
  }
  people.set('appointed from tomorrow on', await market.authorised(from.id, { from: '2026-04-27' }));
  const removed = await market.authorised(from.id);
  await market.send({ name: 'RemoveAuthorisedPerson', record: from.id, data: { personId: removed } });
  people.set('removed today', removed);
  const number = numbers.iqama();
  const dead = await market.send(resident({ document: { scheme: 'iqama', value: number, expiresOn: '2030-12-31' } }));
  people.set('who has died', await market.authorised(from.id, { identifiers: [{ scheme: 'iqama', value: number }] }));
  await market.send({ name: 'MarkDeceased', record: dead.id, data: { diedOn: '2026-04-20' } });
  const erased = await market.authorised(from.id);
  await ledger.vault.destroy(erased, { reason: 'request', legalBasis: 'test', method: 'key', at: ledger.clock.now().toISOString() });
  await logErasures(ledger.store, ledger.vault, ledger.clock);
  people.set('who was erased', erased);
});
afterAll(() => ledger.close());

/** Thrown once a command is decided: it would have been accepted, and nothing of it is stored. */
class Decided extends Error {}

const rehearsal = (): CommandHandler =>
  createCommandHandler({
    ...ledger.parts,
    onStep: (step) => {
      if (step === 'decided') throw new Decided();
    },
  });

/** What becomes of a command up to its decision. */
async function rehearsed(handler: CommandHandler, sent: Sent): Promise<'decided' | Problem> {
  try {
    await handler.decide(handler.prepare(requestOf(ledger, sent)));
  } catch (error) {
    if (error instanceof Decided) return 'decided';
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${sent.name} came past its decision`);
}

/** Who of all people may be named, as the registry says. */
function allowedFor({ name, data }: Sent): ReadonlySet<string> {
  const parties = (ledger.commands.find(name)?.onBehalfOf ?? []).filter(({ when }) => when === undefined || when.holds(data));
  return new Set(
    parties.flatMap((behalf) => {
      if (behalf.party === 'department') return ['the department'];
      if (behalf.party === 'employee') return ['the employee'];
      const side = behalf.of === 'new employer' ? 'new' : 'current';
      const scopes: readonly AuthorityScope[] = ['everything', behalf.scope];
      return scopes.map((scope) => `${side} employer’s for ${scope}`);
    }),
  );
}

const shown = ({ name, data }: Sent): string => [name, ...['by', 'article'].flatMap((key) => (data as Record<string, string>)[key] ?? [])].join(' ');

describe('a command on somebody’s behalf', () => {
  it('is let to its decision for each party that the registry names, and refused with one code for everybody else', async () => {
    const handler = rehearsal();
    const stored = (await ledger.log()).length;
    const commands = everyCommand(stage, people.get('current employer’s for reading') ?? '');
    const wrong: string[] = [];
    let refusals = 0;
    for (const sent of commands) {
      const allowed = allowedFor(sent);
      const outcomes = await Promise.all([...people].map(async ([who, id]) => [who, id, await rehearsed(handler, { ...sent, onBehalfOf: id })] as const));
      for (const [who, onBehalfOf, outcome] of outcomes) {
        const refused = outcome instanceof Problem && outcome.code === 'behalf-not-allowed';
        if (refused === allowed.has(who)) wrong.push(`${shown(sent)}, ${who}: ${outcome instanceof Problem ? outcome.code : outcome}`);
        if (refused) {
          refusals += 1;
          expect(outcome.status).toBe(403);
          expect(outcome.detail).not.toContain(onBehalfOf ?? 'null');
        } else if (outcome instanceof Problem) expect([shown(sent), outcome.status]).toEqual([shown(sent), 422]);
      }
    }
    expect(wrong).toEqual([]);
    expect(refusals).toBeGreaterThan(commands.length * 10);
    expect(await ledger.log()).toHaveLength(stored);
    const told = new Set(commands.map(({ name }) => name));
    expect(ledger.commands.commands.filter(({ name, policy }) => policy !== null && ruleFor(policy, 'platform-service') !== undefined && !told.has(name))).toEqual([]);
  }, 120_000);

  it('bears his id in its events, and what was asked about him in its basis', async () => {
    const manager = people.get('current employer’s for contracts') ?? '';
    const { revision } = await market.send({
      name: 'ProposeAmendment',
      record: stage.contract,
      data: { by: 'employer', terms: { ...terms(), hoursPerWeek: 40 } },
      onBehalfOf: manager,
    });
    const proposed = (await ledger.stream(`contract-${stage.contract}`))[revision];
    const companyAt = (await ledger.stream(`company-${stage.from.id}`)).length - 1;
    expect(proposed?.metadata.onBehalfOf).toBe(manager);
    expect(proposed?.data['basis']).toMatchObject({
      records: expect.arrayContaining([
        { stream: `company-${stage.from.id}`, revision: companyAt },
        { stream: `employee-${manager}`, revision: -1 },
      ]) as object,
    });
    // His own answer to it is none.
    const own = await process.outcome({ name: 'AcceptAmendment', record: stage.contract, data: { by: 'employee' }, onBehalfOf: manager });
    expect(own).toMatchObject({ status: 403, code: 'behalf-not-allowed' });
    await market.send({ name: 'AcceptAmendment', record: stage.contract, data: { by: 'employee' } });
  });
});

function terms(): object {
  const wage = (riyals: number) => ({ amount: String(riyals * 100), currency: 'SAR' });
  return {
    occupation: '214201',
    wage: { basic: wage(4_000), housing: wage(1_000), other: wage(500) },
    kind: 'fixed',
    startsOn: '2026-01-01',
    endsOn: '2027-12-31',
    workingTime: 'full-time',
  };
}

/** A company, its manager, a worker, and a draft of theirs. */
async function hiring() {
  const home = await market.company();
  const identifiers = [{ scheme: 'national-id', value: numbers.nationalId() }];
  const manager = await market.authorised(home.id, { identifiers });
  const worker = await market.resident();
  const data = { companyId: home.id, establishmentId: home.establishmentId, employeeId: worker, terms: { ...terms(), hoursPerWeek: 48 } };
  const draft = await market.send({ name: 'DraftContract', data, onBehalfOf: manager });
  const sending: Sent = { name: 'SendContract', record: draft.id, data: {}, onBehalfOf: manager };
  const remove = (): Promise<unknown> => market.send({ name: 'RemoveAuthorisedPerson', record: home.id, data: { personId: manager } });
  return { home, manager, identifiers, worker, draft: draft.id, sending, remove };
}

describe('the subject of a command', () => {
  it('is part of what is said: the same key with another, or with none, is another command', async () => {
    const { home, sending, draft } = await hiring();
    const second = await market.authorised(home.id);
    const first = await process.send({ ...sending, key: 'said' });
    const others = [second, null].map((onBehalfOf) => ({ ...sending, key: 'said', onBehalfOf }));
    for (const other of others) expect(await process.outcome(other)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await process.send({ ...sending, key: 'said' })).toMatchObject({ replayed: true, position: first.position });

    // Also where only the stream remembers.
    await process.settle();
    await ledger.pool.query('delete from commands.lease');
    for (const other of others) expect(await process.outcome(other)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await process.send({ ...sending, key: 'said' })).toMatchObject({ replayed: true, position: first.position });
    expect((await ledger.stream(`contract-${draft}`)).length).toBe(2);
  });

  it('that was removed is refused from the next command on, and let in again once he is appointed anew', async () => {
    const { home, manager, identifiers, sending, remove } = await hiring();
    await remove();
    expect(await process.outcome({ ...sending, key: 'again' })).toMatchObject({ status: 403, code: 'behalf-not-allowed' });
    // Nothing else can be done in the company’s name either, not even to appoint himself.
    const appointing = { name: 'AppointAuthorisedPerson', record: home.id, data: authorisedPerson({ identifiers }), onBehalfOf: manager };
    expect(await process.outcome(appointing)).toMatchObject({ status: 403, code: 'behalf-not-allowed' });
    expect(await market.authorised(home.id, { identifiers })).toBe(manager);
    expect(await process.outcome({ ...sending, key: 'again' })).toMatchObject({ replayed: false });
  });

  it('that was removed after his command was accepted has it answered as before', async () => {
    const { sending, remove } = await hiring();
    const first = await process.send({ ...sending, key: 'accepted before' });
    await remove();
    expect(await process.send({ ...sending, key: 'accepted before' })).toMatchObject({ replayed: true, position: first.position });
    await process.settle();
    await ledger.pool.query('delete from commands.lease');
    expect(await process.send({ ...sending, key: 'accepted before' })).toMatchObject({ replayed: true, position: first.position });
  });

  it('is the survivor wherever a duplicate is named: as the employee, as the subject, as who was appointed', async () => {
    const home = await market.company();
    const [one, two] = [numbers.iqama(), numbers.iqama()];
    const known = async (value: string): Promise<string> =>
      (await market.send(resident({ document: { scheme: 'iqama', value, expiresOn: '2030-12-31' } }))).id;
    const [duplicate, survivor] = [await known(one), await known(two)];
    const appointed = await market.authorised(home.id, { identifiers: [{ scheme: 'iqama', value: one }], employeeId: duplicate });
    expect(appointed).toBe(duplicate);
    const data = { companyId: home.id, establishmentId: home.establishmentId, employeeId: duplicate, terms: { ...terms(), hoursPerWeek: 48 } };
    const { id: record } = await market.send({ name: 'DraftContract', data });
    await market.send({ name: 'SendContract', record, data: {} });
    await market.send({ name: 'AcceptContract', record, data: {} });
    await market.send({ name: 'MergeDuplicate', record: duplicate, data: { survivorId: survivor } });

    const handler = rehearsal();
    const notice = (by: string, onBehalfOf: string) => rehearsed(handler, { name: 'GiveNotice', record, data: { by, reason: 'not-renewing' }, onBehalfOf });
    for (const by of ['employee', 'employer']) {
      for (const id of [duplicate, survivor]) expect(await notice(by, id)).toBe('decided');
      expect(await notice(by, stage.other)).toMatchObject({ code: 'behalf-not-allowed' });
    }
  });
});

describe('a removal beside an act', () => {
  it('on the company’s own stream is settled by the revision: the act that comes second is decided again, and refused', async () => {
    const { home, manager, remove } = await hiring();
    let removing: Promise<unknown> | undefined;
    const racing = await ledger.process();
    racing.onStep = async (step, { name }) => {
      if (step === 'decided' && name === 'DescribeCompany' && removing === undefined) await (removing = remove());
    };
    const contact = { phone: null, email: null, website: null };
    const act = { name: 'DescribeCompany', record: home.id, data: { name: { ar: null, en: 'Other' }, legalForm: 'limited-liability', contact }, onBehalfOf: manager };
    expect(await racing.outcome(act)).toMatchObject({ status: 403, code: 'behalf-not-allowed' });
    await racing.end();
  });

  it('on another record may come first in the log; the act’s basis names the company as it was before', async () => {
    const { home, draft, sending, remove } = await hiring();
    const before = (await ledger.stream(`company-${home.id}`)).length - 1;
    let removing: Promise<unknown> | undefined;
    const racing = await ledger.process();
    racing.onStep = async (step, { name }) => {
      if (step === 'decided' && name === 'SendContract' && removing === undefined) await (removing = remove());
    };
    await racing.send(sending);
    const sent = (await ledger.stream(`contract-${draft}`)).at(-1);
    expect(sent?.data['basis']).toMatchObject({
      records: expect.arrayContaining([{ stream: `company-${home.id}`, revision: before }]) as object,
    });
    const [removal] = (await ledger.stream(`company-${home.id}`)).slice(before + 1);
    expect(removal?.type).toBe('AuthorisedPersonRemoved');
    await racing.end();
  });
});
