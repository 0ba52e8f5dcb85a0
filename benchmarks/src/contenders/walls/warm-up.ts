// Law: a program whose latency is measured has served before, as one has that runs for longer than an hour: cold code takes ten times as long.
import { employerToken } from '../../ledger/employers.js';
import { serviceToken } from '../../ledger/program.js';
import { httpLoad } from '../../load/http-load.js';
import type { ChildServer } from '../../servers/child-server.js';
import type { WallsParameters } from './parameters.js';

const SERVICE_MS = 5_000;
/** At the pace of a human, so many milliseconds are less than his quota. */
const EMPLOYERS_MS = 8_000;

/** Reads as a service, then as all employers: what they have left of their quotas is whole again when they are timed, minutes later. */
export async function warmUp(server: ChildServer, { place, employers, permits }: WallsParameters): Promise<void> {
  const request = (token: string, n: number): { readonly request: string } => ({
    request: `GET /v1/work-permits/${permits[n % permits.length] ?? ''} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  });
  const service = await serviceToken(place.home);
  let turn = 0;
  await httpLoad(server, { callers: 32, durationMs: SERVICE_MS }, () => request(service, (turn += 1)));
  const tokens = await Promise.all(employers.map((employer) => employerToken(place.home, employer)));
  await httpLoad(server, { callers: tokens.length, durationMs: EMPLOYERS_MS }, (caller) => request(tokens[caller] ?? '', caller + employers.length * (turn += 1)));
}
