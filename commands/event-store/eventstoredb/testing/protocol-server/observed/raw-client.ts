// For tests only. Law: what the client library would hide is seen here: every message of an answer, its status, its trailers.
import { credentials, Metadata, status as Status, type ClientReadableStream, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import gossipDefinitions from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import featureDefinitions from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import definitions from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { bytesOf, type Fields, type Observation } from './observation.js';
import { answerFields } from './wire-fields.js';
import { appendRequest, batchAppendRequest, deleteRequest, readRequest, tombstoneRequest } from './wire-request.js';

/** What a call was answered. */
export interface RawAnswer {
  readonly received: readonly Fields[];
  /** Missing when the caller ended the call. */
  readonly status: { readonly code: number; readonly details: string; readonly trailers: Record<string, string> } | undefined;
}

/** The states a node was seen in, by their numbers. */
const STATES: Readonly<Record<number, string>> = { 6: 'Follower', 8: 'Leader' };
/** Trailers of every answer, which tell nothing of this one. */
const USUAL = new Set(['content-type', 'date', 'server', 'content-length']);

/** A plain gRPC client of the streams service. */
export class RawClient {
  private readonly address: string;
  private readonly client: InstanceType<typeof definitions.StreamsClient>;

  constructor(port: number) {
    this.address = `127.0.0.1:${port}`;
    this.client = new definitions.StreamsClient(this.address, credentials.createInsecure(), { 'grpc.max_send_message_length': -1 });
  }

  close(): void {
    this.client.close();
  }

  /**
   * Sends what was observed to be sent.
   * @param answers for calls that stay open: how many messages to wait for
   * @param came called at each message of a read, with how many came
   */
  async call({ method, sent = [], requiresLeader }: Observation, answers: number, came?: (count: number) => void): Promise<RawAnswer> {
    const metadata = new Metadata();
    if (requiresLeader === true) metadata.set('requires-leader', 'true');
    const [first = {}] = sent;
    switch (method) {
      case 'Append':
        return this.one((done) => {
          const call = this.client.append(metadata, done);
          for (const message of sent) call.write(appendRequest(message));
          call.end();
          return call;
        });
      case 'Delete':
        return this.one((done) => this.client.delete(deleteRequest(first), metadata, done));
      case 'Tombstone':
        return this.one((done) => this.client.tombstone(tombstoneRequest(first), metadata, done));
      case 'BatchAppend': {
        const call = this.client.batchAppend(metadata);
        for (const message of sent) call.write(batchAppendRequest(message));
        return collect(call, answers);
      }
      case 'Read': {
        if (typeof first['garbage'] === 'string') return collect(this.garbage(bytesOf(first['garbage'])), answers);
        const request = readRequest(first);
        const subscribes = request.getOptions()?.hasSubscription() === true;
        return collect(this.client.read(request, metadata), subscribes ? answers : Number.POSITIVE_INFINITY, came);
      }
      default:
        throw new Error('no call was observed');
    }
  }

  /** Sends the messages of an append and gives it up before its end. */
  async cancelledAppend(sent: readonly Fields[]): Promise<void> {
    const call = this.client.append(() => undefined);
    for (const message of sent) await new Promise((written) => call.write(appendRequest(message), written));
    call.cancel();
  }

  /** What a node says it can: its version; service, method and features of each method. */
  async features(): Promise<{ version: string; methods: [string, string, string[]][] }> {
    const client = new featureDefinitions.ServerFeaturesClient(this.address, credentials.createInsecure());
    const told = await new Promise<SupportedMethods>((resolve, reject) => {
      client.getSupportedMethods(new shared.Empty(), (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
    client.close();
    const methods = told
      .getMethodsList()
      .map((method): [string, string, string[]] => [method.getServiceName(), method.getMethodName(), method.getFeaturesList()]);
    return { version: told.getEventStoreServerVersion(), methods };
  }

  /** What a node says of its cluster. */
  async gossip(): Promise<{ state: string; alive: boolean; port: number }[]> {
    const client = new gossipDefinitions.GossipClient(this.address, credentials.createInsecure());
    const info = await new Promise<ClusterInfo>((resolve, reject) => {
      client.read(new shared.Empty(), (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
    client.close();
    return info.getMembersList().map((member) => ({
      state: STATES[member.getState()] ?? '',
      alive: member.getIsAlive(),
      port: member.getHttpEndPoint()?.getPort() ?? 0,
    }));
  }

  private garbage(bytes: Buffer): ReturnType<typeof this.client.read> {
    const { path, responseDeserialize } = definitions.StreamsService.read;
    return this.client.makeServerStreamRequest(path, (value: Buffer) => value, responseDeserialize, bytes);
  }

  private one(
    start: (done: (error: ServiceError | null, answer: { toObject(): object } | undefined) => void) => {
      on(event: 'status', listener: (status: StatusObject) => void): unknown;
    },
  ): Promise<RawAnswer> {
    return new Promise((resolve) => {
      let received: Fields[] = [];
      const call = start((_error, answer) => (received = answer === undefined ? [] : [answerFields(answer)]));
      call.on('status', (status) => setImmediate(() => resolve({ received, status: plainStatus(status) })));
    });
  }
}

/** Takes messages until the call ends, or so many came. */
function collect(call: ClientReadableStream<{ toObject(): object }>, answers: number, came?: (count: number) => void): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const received: Fields[] = [];
    let enough = false;
    call.on('data', (message: { toObject(): object }) => {
      received.push(answerFields(message));
      came?.(received.length);
      if (received.length < answers) return;
      enough = true;
      call.cancel();
    });
    call.on('error', () => undefined);
    call.on('status', (status: StatusObject) => resolve({ received, status: enough ? undefined : plainStatus(status) }));
  });
}

function plainStatus({ code, details, metadata }: StatusObject): RawAnswer['status'] {
  const trailers = Object.entries(metadata.getMap()).filter(([name]) => !USUAL.has(name));
  // The gRPC library says "OK" in words where the real server says nothing.
  return {
    code,
    details: code === Status.OK ? '' : details,
    trailers: Object.fromEntries(trailers.map(([name, value]) => [name, String(value)])),
  };
}
