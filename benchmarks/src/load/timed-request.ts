// Law: what is timed is the whole request, from its first byte to the last of its answer, whatever the answer is.
import { request, type Agent } from 'node:http';

export interface TimedRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface TimedAnswer {
  /** 0 where the server ended the connection without an answer. */
  readonly status: number;
  readonly ms: number;
}

/** Sends a request and reads its answer to the end. */
export function timedRequest(agent: Agent, port: number, { method = 'GET', path, headers = {}, body }: TimedRequest): Promise<TimedAnswer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const answered = (status: number): void => resolve({ status, ms: performance.now() - begun });
    const sent = request({ agent, port, host: '127.0.0.1', method, path, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) } }, (response) => {
      response.resume();
      response.once('end', () => answered(response.statusCode ?? 0));
      response.once('error', () => answered(response.statusCode ?? 0));
    });
    // Behind an answer that came before the body was sent whole this comes too late to matter.
    sent.once('error', () => answered(0));
    sent.end(body);
  });
}
