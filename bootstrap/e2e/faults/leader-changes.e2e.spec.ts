// The whole program on three nodes with TLS, users and rules, whose leader is killed, cut off, or not yet shows all that it has.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { startProtocolCluster, type ProtocolCluster } from '../../../commands/event-store/eventstoredb/testing/protocol-server/protocol-cluster.js';
import { busyMarket, expectMeantRefusals } from '../testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from '../testing/checked-ops.js';
import { ledgerOnDatabases, type Ledger } from '../testing/ledger.js';
import { readyAgain } from '../testing/outage.js';
import { endPrograms, expectCleanStop, sijil } from '../testing/program.js';
import { restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 3_600_000 : 400_000, hookTimeout: 120_000 });
const ROUNDS = PROVE ? 20 : 1;
const CLIENTS = 16;
/** Longer than the client's ten looks at gossip take. */
const ELECTION_MS = 2_500;

let ledger: Ledger;
let cluster: ProtocolCluster;
afterEach(async () => {
  await endPrograms();
  await cluster.stop();
  await ledger.remove();
});

it('fault 10: a cluster’s leader killed, cut off, and one elected that lags: nothing acknowledged is lost or doubled', async () => {
  cluster = await startProtocolCluster({ users: { admin: 'of-admin', sijil: 'of-sijil' } });
  const as = (user: string): string => cluster.url.replace('//', `//${user}:of-${user}@`);
  const onDatabases = await ledgerOnDatabases('leaders');
  ledger = {
    ...onDatabases,
    variables: { ...onDatabases.variables, EVENTSTORE_URL: as('sijil') },
    log: () => Promise.resolve({ kind: 'eventstoredb', url: as('sijil') }),
  };
  const secured = await sijil(['eventstore', 'secure', '--allow', 'sijil', '--json'], { ...ledger.variables, EVENTSTORE_URL: as('admin') });
  expect(JSON.parse(secured.stdout), secured.stderr).toMatchObject({ enforced: true });

  const program = await restarted(ledger);
  const running = await program.start();
  const market = busyMarket(CLIENTS, program.record, program.api, program.up, () => false);
  const node = (number: number): ProtocolCluster['nodes'][number] => cluster.nodes[number % 3] as ProtocolCluster['nodes'][number];
  let leader = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await program.record.acknowledged(40);
    // Killed, and an election that takes its time.
    await node(leader).kill();
    await cluster.lead((leader + 1) % 3, ELECTION_MS);
    await node(leader).start();
    leader += 1;
    await program.record.acknowledged(40);
    // Cut off from the others, and still answering.
    node(leader).faults.set({ cutOff: true });
    await cluster.lead((leader + 1) % 3, 500);
    leader += 1;
    await program.record.acknowledged(40);
    node(leader - 1).faults.clear();
    // Killed; the next one answers before it shows all it has.
    await node(leader).kill();
    cluster.inaugurate((leader + 1) % 3, 10);
    await pause(1_000);
    await cluster.lead((leader + 1) % 3);
    await node(leader).start();
    leader += 1;
  }
  await program.record.acknowledged(40);
  await readyAgain(program.api);
  await market.stop();
  expectMeantRefusals(program.record.ops);
  expectOpsInLog(program.record.ops, await storedEvents(ledger));
  await expectFirstAnswersAgain(program.record);
  expect((await program.operator.get('/metrics')).text).toMatch(/^sijil_audit_faults 0$/m);
  await expectCleanStop(running);
  await expectWholeLedger(ledger);
});
