import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimOutcome, ClaimRequest, FencedClaim } from '../../domain/ledger/vault.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import type { PostgresVault } from './postgres-vault.js';
import { createTestVault, type TestVault } from './testing/test-vault.js';

let test: TestVault;
let vault: PostgresVault;
/** Records that have events, as a log would say. */
let existing: Set<string>;
let number = 0;

beforeAll(async () => {
  test = await createTestVault('directory');
  vault = test.vault;
});
afterAll(() => test.drop());
beforeEach(() => {
  existing = new Set();
});

const iqama = (): Identifier => ({ scheme: 'iqama', value: `2${String((number += 1)).padStart(9, '0')}` });
const nationalId = (): Identifier => ({ scheme: 'national-id', value: `1${String((number += 1)).padStart(9, '0')}` });
const hasEvents = async (_: string, recordId: string): Promise<boolean> => existing.has(recordId);
const request = (identifiers: readonly Identifier[], more: Partial<ClaimRequest> = {}): ClaimRequest => ({
  commandId: randomUUID(),
  category: 'employee',
  identifiers,
  recordId: null,
  revision: 0,
  ...more,
});
const claim = (asked: ClaimRequest, takeOver?: FencedClaim): Promise<ClaimOutcome> => vault.claim(asked, hasEvents, takeOver);

/** A record whose stream shows the identifiers, firm. */
async function registered(identifiers: readonly Identifier[]): Promise<{ recordId: string; commandId: string }> {
  const asked = request(identifiers);
  const outcome = await claim(asked);
  if (outcome.kind !== 'claimed') throw new Error(`not claimed: ${outcome.kind}`);
  existing.add(outcome.recordId);
  await vault.makeFirm(outcome.recordId, asked.commandId, 0);
  return { recordId: outcome.recordId, commandId: asked.commandId };
}

async function claimedBy(asked: ClaimRequest): Promise<string> {
  const outcome = await claim(asked);
  if (outcome.kind !== 'claimed') throw new Error(`not claimed: ${outcome.kind}`);
  return outcome.recordId;
}

describe('claiming identifiers', () => {
  it('leads 50 racing registrations of one identifier to one record, also from several processes', async () => {
    const id = iqama();
    const others = await Promise.all([test.another(), test.another()]);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => ([vault, ...others][n % 3] ?? vault).claim(request([id]), hasEvents)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 50 }, () => 'claimed'));
    const records = new Set(outcomes.map((outcome) => (outcome.kind === 'claimed' ? outcome.recordId : '')));
    expect(records.size).toBe(1);
    expect(await vault.lookUp(id)).toEqual({ recordId: [...records][0], firm: false });
  });

  it('never dead-locks racers that name overlapping identifiers in any order', async () => {
    const ids = Array.from({ length: 6 }, iqama);
    const other = await test.another();
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, n) => {
        const some = [...ids.slice(n % 6), ...ids.slice(0, n % 6)].slice(0, 3);
        return (n % 2 === 0 ? vault : other).claim(request(n % 3 === 0 ? some.reverse() : some), hasEvents);
      }),
    );
    expect(outcomes.every(({ kind }) => kind === 'claimed' || kind === 'held')).toBe(true);
  });

  it('answers the same command with its record, and another set of identifiers under its id as such', async () => {
    const [a, b] = [iqama(), iqama()];
    const first = request([a]);
    const recordId = await claimedBy(first);
    expect(await vault.recordOfCommand(first.commandId)).toBe(recordId);
    expect(await vault.recordOfCommand(randomUUID())).toBeUndefined();
    expect(await claim(first)).toEqual({ kind: 'claimed', recordId });
    expect(await claim({ ...first, identifiers: [a, a] })).toEqual({ kind: 'claimed', recordId });
    expect(await claim({ ...first, identifiers: [b] })).toEqual({ kind: 'other-identifiers', recordId });
    expect(await vault.lookUp(b)).toBeUndefined();
    await vault.makeFirm(recordId, first.commandId, 0);
    test.pass(100);
    expect(await claim(first)).toEqual({ kind: 'claimed', recordId });
    expect(await claim({ ...first, identifiers: [a, b] })).toEqual({ kind: 'other-identifiers', recordId });
  });

  it('notes the record of a command without identifiers', async () => {
    const asked = request([], { recordId: randomUUID() });
    expect(await claim(asked)).toEqual({ kind: 'claimed', recordId: asked.recordId });
    expect(await vault.recordOfCommand(asked.commandId)).toBe(asked.recordId);
  });

  it('leads a registration with a firm identifier to the record that has it', async () => {
    const [a, b] = [iqama(), iqama()];
    const { recordId } = await registered([a]);
    expect(await claim(request([b, a]))).toEqual({ kind: 'claimed', recordId });
  });

  it('names both records when identifiers of two meet', async () => {
    const [a, b] = [iqama(), iqama()];
    const [left, right] = [await registered([a]), await registered([b])];
    const both = await claim(request([a, b]));
    expect(both.kind === 'taken' && [...both.recordIds].sort()).toEqual([left.recordId, right.recordId].sort());
    expect(await claim(request([b], { recordId: left.recordId, revision: 1 }))).toEqual({
      kind: 'taken',
      recordIds: [left.recordId, right.recordId],
    });
  });

  it('never leads a human to a company', async () => {
    const number = { scheme: 'unified-number', value: `7${Date.now()}` } as const;
    const company = request([number], { category: 'company' });
    const recordId = await claimedBy(company);
    existing.add(recordId);
    await vault.makeFirm(recordId, company.commandId, 0);
    expect(await claim(request([number]))).toEqual({ kind: 'taken', recordIds: [recordId] });
  });
});

describe('a claim that the record’s stream does not show yet', () => {
  it('keeps out who leads elsewhere for 30 s, and is taken over once its claimer was fenced', async () => {
    const [a, b] = [iqama(), iqama()];
    const { recordId } = await registered([a]);
    const sleeper = request([b]);
    const empty = await claimedBy(sleeper);
    const correction = request([a, b], { recordId, revision: 1 });
    expect(await claim(correction)).toEqual({ kind: 'held', retryAfterSeconds: 30 });
    test.pass(29);
    expect(await claim(correction)).toEqual({ kind: 'held', retryAfterSeconds: 1 });
    test.pass(1);
    const sleeping = await claim(correction);
    expect(sleeping).toEqual({ kind: 'sleeping', recordId: empty, commandId: sleeper.commandId, revision: 0 });
    expect(await vault.lookUp(b)).toEqual({ recordId: empty, firm: false });
    expect(await claim(correction, sleeping as FencedClaim)).toEqual({ kind: 'claimed', recordId });
    expect(await vault.lookUp(b)).toEqual({ recordId, firm: false });
    // The sleeper wakes up: his identifier leads elsewhere now.
    expect(await claim(sleeper)).toEqual({ kind: 'held', retryAfterSeconds: 1 });
    await vault.makeFirm(recordId, correction.commandId, 1);
    expect(await claim(sleeper)).toEqual({ kind: 'claimed', recordId });
  });

  it('is shared by who leads nowhere else, for 30 s; then the sleeper is fenced and the next claims behind the fence', async () => {
    const id = iqama();
    const sleeper = request([id]);
    const recordId = await claimedBy(sleeper);
    test.pass(29);
    expect(await claim(request([id]))).toEqual({ kind: 'claimed', recordId });
    test.pass(30);
    const next = request([id]);
    const sleeping = await claim(next);
    expect(sleeping).toMatchObject({ kind: 'sleeping', recordId, revision: 0 });
    expect(await claim(next, sleeping as FencedClaim)).toEqual({ kind: 'claimed', recordId });
    test.pass(30);
    // Its claim stands at 1, where it will write: behind the fence at 0.
    expect(await claim(request([id]))).toMatchObject({ kind: 'sleeping', recordId, commandId: next.commandId, revision: 1 });
  });

  it('is not taken over when its claimer came back at another revision after the fence', async () => {
    const [a, b, c] = [iqama(), iqama(), iqama()];
    const holder = await registered([a]);
    const other = await registered([b]);
    const sleeper = request([c], { recordId: holder.recordId, revision: 1 });
    await claim(sleeper);
    test.pass(31);
    const correction = request([c], { recordId: other.recordId, revision: 1 });
    const sleeping = (await claim(correction)) as FencedClaim;
    await claim({ ...sleeper, revision: 2 });
    expect(await claim(correction, sleeping)).toMatchObject({ kind: 'held' });
  });

  it('needs each of several sleepers fenced, one after the other', async () => {
    const [a, b, c] = [iqama(), iqama(), iqama()];
    const { recordId } = await registered([a]);
    await claim(request([b]));
    await claim(request([c]));
    test.pass(31);
    const correction = request([a, b, c], { recordId, revision: 1 });
    let outcome = await claim(correction);
    let fenced = 0;
    for (; outcome.kind === 'sleeping'; fenced += 1) outcome = await claim(correction, outcome);
    expect(outcome).toEqual({ kind: 'claimed', recordId });
    expect(fenced).toBe(2);
  });

  it('counts as its record’s when the stream shows it before it is taken over', async () => {
    const [a, b] = [iqama(), iqama()];
    const { recordId } = await registered([a]);
    const slow = request([b]);
    const late = await claimedBy(slow);
    test.pass(31);
    const correction = request([a, b], { recordId, revision: 1 });
    const sleeping = (await claim(correction)) as FencedClaim;
    existing.add(late);
    await vault.makeFirm(late, slow.commandId, 0);
    expect(await claim(correction, sleeping)).toEqual({ kind: 'taken', recordIds: [recordId, late] });
  });

  it('loses no firmness when a later command of the record claims it again', async () => {
    const id = iqama();
    const { recordId } = await registered([id]);
    const later = request([id], { recordId, revision: 1 });
    expect(await claim(later)).toEqual({ kind: 'claimed', recordId });
    expect(await vault.lookUp(id)).toEqual({ recordId, firm: true });
    await vault.makeFirm(recordId, later.commandId, 1);
    await vault.freeAllBut(recordId, [later.commandId], 1);
    expect(await vault.lookUp(id)).toEqual({ recordId, firm: true });
  });
});

describe('what the record’s stream shows', () => {
  it('frees an identifier that a correction dropped, for another human', async () => {
    const [wrong, right] = [iqama(), iqama()];
    const { recordId } = await registered([wrong]);
    const correction = request([right], { recordId, revision: 1 });
    await claim(correction);
    await vault.makeFirm(recordId, correction.commandId, 1);
    await vault.freeAllBut(recordId, [correction.commandId], 1);
    expect(await vault.lookUp(wrong)).toBeUndefined();
    expect(await vault.lookUp(right)).toEqual({ recordId, firm: true });
    expect(await claimedBy(request([wrong]))).not.toBe(recordId);
  });

  it('keeps a row that a command still on its way claims again', async () => {
    const [a, b] = [iqama(), iqama()];
    const { recordId } = await registered([a]);
    const drops = request([b], { recordId, revision: 1 });
    const bringsBack = request([a, b], { recordId, revision: 2 });
    await claim(drops);
    await claim(bringsBack);
    await vault.makeFirm(recordId, drops.commandId, 1);
    await vault.freeAllBut(recordId, [drops.commandId], 1);
    expect(await vault.lookUp(a)).toEqual({ recordId, firm: false });
    await vault.makeFirm(recordId, bringsBack.commandId, 2);
    // The reaction runs again from before, as after a crash.
    await vault.makeFirm(recordId, drops.commandId, 1);
    await vault.freeAllBut(recordId, [drops.commandId], 1);
    expect(await vault.lookUp(a)).toEqual({ recordId, firm: true });
  });

  it('moves a merged duplicate’s identifiers to the survivor, but not a second number for life', async () => {
    const [a, b, first, second] = [iqama(), iqama(), nationalId(), nationalId()];
    const survivor = await registered([a, first]);
    const duplicate = await registered([b, second]);
    expect(await vault.moveAll(duplicate.recordId, survivor.recordId)).toEqual([{ scheme: 'national-id', recordId: survivor.recordId }]);
    expect(await vault.lookUp(b)).toEqual({ recordId: survivor.recordId, firm: true });
    expect(await vault.lookUp(second)).toEqual({ recordId: duplicate.recordId, firm: true });
    // A later correction of the survivor does not free what came from the duplicate.
    const correction = request([a, first], { recordId: survivor.recordId, revision: 1 });
    await claim(correction);
    await vault.makeFirm(survivor.recordId, correction.commandId, 1);
    await vault.freeAllBut(survivor.recordId, [correction.commandId], 1);
    expect(await vault.lookUp(b)).toEqual({ recordId: survivor.recordId, firm: true });
    // The duplicate's own command still leads to it: there its answer stands.
    expect(await vault.recordOfCommand(duplicate.commandId)).toBe(duplicate.recordId);
    expect(await vault.moveAll(duplicate.recordId, survivor.recordId)).toHaveLength(1);
  });

  it('gives back an identifier that leads elsewhere, and makes a lost row again', async () => {
    const [a, b] = [iqama(), iqama()];
    const { recordId } = await registered([a]);
    const command = request([a, b], { recordId, revision: 1 });
    await claim(command);
    await test.pool.query('delete from vault.directory where record_id = $1', [recordId]);
    const other = await registered([b]);
    expect(await vault.makeFirm(recordId, command.commandId, 1)).toEqual([{ scheme: 'iqama', recordId: other.recordId }]);
    expect(await vault.lookUp(a)).toEqual({ recordId, firm: true });
  });
});

describe('a human named by identifier', () => {
  it('has one id, whoever names him at once, and his later record bears it', async () => {
    const [a, b] = [iqama(), iqama()];
    const other = await test.another();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? vault : other).personFor([a, b])));
    expect(new Set(ids).size).toBe(1);
    expect(await vault.personFor([a])).toBe(ids[0]);
    expect(await claimedBy(request([b, a]))).toBe(ids[0]);
  });

  it('is not bound to another number by being named with both: neither later mention nor registration lends him to its bearer', async () => {
    const bearer = iqama();
    const others = nationalId();
    const named = await vault.personFor([bearer, others]);
    expect(await vault.lookUp(bearer)).toBeUndefined();
    expect(await vault.personFor([others])).toBe(named);
    expect(await vault.personFor([bearer])).not.toBe(named);
    const { recordId } = await registered([others]);
    expect(recordId).toBe(named);
    expect((await vault.lookUp(bearer))?.recordId).not.toBe(recordId);
  });

  it('bears what his record shows and what he was named by, and not what a change that may be refused claims for him', async () => {
    const [shown, claimed, named] = [iqama(), iqama(), iqama()];
    const { recordId } = await registered([shown]);
    expect(await vault.bearerOf(shown)).toBe(recordId);
    const renewal = request([shown, claimed], { recordId, revision: 1 });
    await claim(renewal);
    expect(await vault.lookUp(claimed)).toEqual({ recordId, firm: false });
    expect(await vault.bearerOf(claimed)).toBeUndefined();
    // To be named by it lends him nothing either: it may have been refused, and be another’s.
    await vault.personFor([claimed]);
    expect(await vault.bearerOf(claimed)).toBeUndefined();
    expect(await vault.bearerOf(shown)).toBe(recordId);
    await vault.makeFirm(recordId, renewal.commandId, 1);
    expect(await vault.bearerOf(claimed)).toBe(recordId);
    expect(await vault.bearerOf(named)).toBeUndefined();
    const mention = await vault.personFor([named]);
    expect(await vault.bearerOf(named)).toBe(mention);
    // His registration changes nothing for him while it is on its way, and when it is refused.
    await claim(request([named]));
    expect(await vault.bearerOf(named)).toBe(mention);
  });

  it('has the id of his record where he has one', async () => {
    const [a, b] = [iqama(), iqama()];
    const { recordId } = await registered([a]);
    expect(await vault.personFor([b, a])).toBe(recordId);
    expect(await vault.lookUp(b)).toBeUndefined();
    await expect(vault.personFor([])).rejects.toThrow(TypeError);
  });

  it('is forgotten under the id of his mention too, when his record turns out to be another', async () => {
    const [a, b] = [iqama(), iqama()];
    const mention = await vault.personFor([b]);
    await vault.commandHash({}, mention);
    const { recordId } = await registered([a]);
    const correction = request([a, b], { recordId, revision: 1 });
    expect(await claim(correction)).toEqual({ kind: 'claimed', recordId });
    // It does once its stream shows it, and not before.
    expect(await vault.personFor([b])).toBe(mention);
    await vault.makeFirm(recordId, correction.commandId, 1);
    expect(await vault.personFor([b])).toBe(recordId);
    await vault.destroy(recordId, { reason: 'request', legalBasis: 'PDPL 18', method: 'key', at: '2026-01-01T00:00:00.000Z' });
    expect(await vault.commandHash({}, mention)).toBeNull();
  });
});
