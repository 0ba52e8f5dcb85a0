import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import { ROLES } from '../../domain/access/roles.js';
import { idOf } from '../../projections/testing/given-events.js';
import { registered } from '../../projections/testing/market-events.js';
import { appointed, asEmployer, knownHuman, removed } from '../testing/employers-world.js';
import { openReadSide, type ReadSide } from '../testing/read-side.js';
import { plainly } from '../testing/teller.js';

let side: ReadSide;
beforeAll(async () => {
  side = await openReadSide('self');
  await side.tell(...plainly(registered('acme'), registered('other'), registered('third')));
});
afterAll(() => side.drop());

describe('who asks who he is', () => {
  it('is told his role, his id and his families of commands, whatever his role', async () => {
    for (const role of ROLES) {
      const answer = await side.get('/v1/me', { role });
      expect(answer.statusCode, role).toBe(200);
      expect(answer.json(), role).toEqual({
        role,
        actorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        families: role === 'platform-service' ? COMMAND_FAMILIES : [],
        ...(role === 'employer' ? { companies: [] } : {}),
      });
    }
    expect((await side.app.inject('/v1/me')).statusCode).toBe(401);
    expect((await side.get('/v1/me?a=1')).statusCode).toBe(400);
  });

  it('is told, as an employer, for which companies he may act today, as their streams say', async () => {
    const human = await knownHuman(side, 1);
    await side.tell(appointed('acme', human), appointed('other', human), appointed('third', human, { from: '2026-04-01' }));
    await side.settle();
    const companies = async (): Promise<unknown> => (await side.get('/v1/me', asEmployer(human))).json<{ companies: unknown }>().companies;
    const acme = { id: idOf('acme'), name: { ar: 'شركة المثال', en: 'Company acme' }, scopes: ['contracts'] };
    const other = { ...acme, id: idOf('other'), name: { ...acme.name, en: 'Company other' } };
    expect(await companies()).toEqual([acme, other].sort((a, b) => (a.id < b.id ? -1 : 1)));
    await side.standStill();
    try {
      await side.tell(removed('acme', human));
      expect(await companies()).toEqual([other]);
    } finally {
      side.goOn();
    }
  });
});
