// Law: what anybody may ask for, as often as an address may ask at all, is made once and then sent as it is.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { RouteHandlerMethod } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Answers with a text that is made when it is first asked for. */
export function keptText(type: string, make: () => string): RouteHandlerMethod {
  let bytes: Buffer | undefined;
  return (_request, reply) => reply.type(type).send((bytes ??= Buffer.from(make())));
}

/** Answers with the files of a folder by their names; each is read when it is first asked for. */
export async function keptFiles(folder: string): Promise<RouteHandlerMethod> {
  const kept = new Map<string, Buffer | undefined>((await readdir(folder)).map((name) => [name, undefined]));
  return async (request, reply) => {
    const name = (request.params as { readonly '*'?: string })['*'] ?? '';
    // A name of none leads to no place of the disk, whatever it is made of.
    if (!kept.has(name)) return reply.callNotFound();
    const bytes = kept.get(name) ?? (await readFile(join(folder, name)));
    kept.set(name, bytes);
    reply.type(TYPES[extname(name)] ?? 'application/octet-stream').header('Content-Length', bytes.length);
    return reply.send(request.method === 'HEAD' ? undefined : bytes);
  };
}
