import { startEmbeddedPostgres } from '../start.js';

/** Starts or joins a home's server, says its pid and address, and leaves on SIGTERM. */
export default async function useServer(home: string, outsideRoot: string): Promise<void> {
  const server = await startEmbeddedPostgres({ home, outsideRoot });
  process.stdout.write(`${JSON.stringify({ pid: server.pid, adminUrl: server.adminUrl })}\n`);
  process.once('SIGTERM', () => {
    clearInterval(alive);
    void server.close().then(() => process.exit(0));
  });
  const alive = setInterval(() => undefined, 60_000);
}
